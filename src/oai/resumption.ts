/**
 * Resumption tokens (OAI-PMH 2.0, 3.5). A token holds all that the rest of a list depends on, places in the log's order among
 * them, so nothing is kept of a harvest here and no token ever expires. It is no secret and opens nothing; its digest tells one
 * that was cut short or mistyped.
 */
import { sha256 } from '../identity/digest.ts'
import { oaiFault } from './faults.ts'
import { type Arguments, readRequest } from './request.ts'

export type ListVerb = 'ListRecords' | 'ListIdentifiers'

/** A list of records, and how far it was given. */
export interface RecordList {
  verb: ListVerb
  metadataPrefix: string
  from?: string | undefined
  until?: string | undefined
  set?: string | undefined
  /** How many entries the log had when the list was begun. */
  size: number
  /** The entry of the last record that was given; -1 at the beginning. */
  after: number
  /** How many were given before. */
  cursor: number
  /** How many there were when it was begun. */
  total: number
}

/** A list of sets, likewise. */
export interface SetList {
  /** The last set that was given. */
  after: string
  cursor: number
}

const DIGEST_CHARACTERS = 8
const SCHEME = '1'
/** What a token has between its parts: none of them can hold it. */
const SEPARATOR = ','

export function printRecordsToken(list: RecordList): string {
  const { verb, metadataPrefix, from = '', until = '', set = '', size, after, cursor, total } = list
  return seal([verb, metadataPrefix, from, until, set, size, after, cursor, total])
}

/** @throws OaiFault `badResumptionToken` */
export function readRecordsToken(verb: ListVerb, token: string): RecordList {
  const [of, metadataPrefix = '', from, until, set, ...numbers] = unseal(token)
  if (of !== verb) throw otherToken(verb)
  const [size, after, cursor, total] = numbers.map(readNumber)
  if (numbers.length !== 4) throw noToken()
  const given = { metadataPrefix, ...(from && { from }), ...(until && { until }), ...(set && { set }) }
  assertLegal(verb, given)
  return { verb, ...given, size: size!, after: after!, cursor: cursor!, total: total! }
}

export function printSetsToken({ after, cursor }: SetList): string {
  return seal(['ListSets', after, cursor])
}

/** @throws OaiFault `badResumptionToken` */
export function readSetsToken(token: string): SetList {
  const [of, after, cursor, ...others] = unseal(token)
  if (of !== 'ListSets') throw otherToken('ListSets')
  if (!after || cursor === undefined || others.length > 0) throw noToken()
  return { after, cursor: readNumber(cursor) }
}

function seal(parts: readonly (string | number)[]): string {
  const text = [SCHEME, ...parts].join(SEPARATOR)
  return Buffer.from([text, digestOf(text)].join(SEPARATOR)).toString('base64url')
}

function unseal(token: string): string[] {
  const text = Buffer.from(token, 'base64url').toString('utf8')
  if (Buffer.from(text).toString('base64url') !== token) throw noToken()
  const [scheme, ...parts] = text.split(SEPARATOR)
  const digest = parts.pop()
  if (scheme !== SCHEME || digest !== digestOf([scheme, ...parts].join(SEPARATOR))) throw noToken()
  return parts
}

function digestOf(text: string): string {
  return sha256(text).slice(0, DIGEST_CHARACTERS)
}

function readNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw noToken()
  return Number(text)
}

/** Whoever makes a token of his own is told no more than that it is none. */
function assertLegal(verb: ListVerb, given: Arguments): void {
  try {
    readRequest(new URLSearchParams({ verb, ...given }))
  } catch {
    throw noToken()
  }
}

function noToken() {
  return oaiFault(
    'badResumptionToken',
    'The token is not one of this repository. Send it as it was given, or begin the list again.',
  )
}

function otherToken(verb: string) {
  return oaiFault(
    'badResumptionToken',
    `The token is not one of ${verb}. Send it with the verb that gave it.`,
  )
}
