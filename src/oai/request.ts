/** What a harvester asks (OAI-PMH 2.0, 3.1 and 4): its verb and arguments, once nothing is wrong with them. */
import { readDatestamp } from './datestamps.ts'
import { OaiFault, oaiFault } from './faults.ts'

type ArgumentName = 'identifier' | 'metadataPrefix' | 'from' | 'until' | 'set' | 'resumptionToken'

/** What each verb takes. A resumption token stands alone. */
const VERBS = {
  Identify: { required: [], optional: [] },
  ListMetadataFormats: { required: [], optional: ['identifier'] },
  ListSets: { required: [], optional: [], resumed: true },
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [] },
  ListIdentifiers: { required: ['metadataPrefix'], optional: ['from', 'until', 'set'], resumed: true },
  ListRecords: { required: ['metadataPrefix'], optional: ['from', 'until', 'set'], resumed: true },
} satisfies Record<string, { required: ArgumentName[]; optional: ArgumentName[]; resumed?: true }>

export type Verb = keyof typeof VERBS
export type Arguments = Partial<Record<ArgumentName, string>>

/** A request that may be answered: for each of `required` there is an argument, unless there is a token. */
export interface OaiRequest {
  verb: Verb
  args: Arguments
}

const MOST_CHARACTERS = 2000
const NAME = /^[A-Za-z0-9\-_.!~*'()]+$/
const SET_SPEC = /^[A-Za-z0-9\-_.!~*'():]+$/
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[!$&'()*+,\-./\w:;=?@~]|%[0-9A-Fa-f]{2})+$/

/** What an argument may be, in words, where it is not that. */
const RULES: Record<ArgumentName, { isLegal: (value: string) => boolean; rule: string }> = {
  identifier: { isLegal: isUri, rule: 'a URI' },
  metadataPrefix: { isLegal: (value) => NAME.test(value), rule: "letters, digits and -_.!~*'()" },
  from: { isLegal: isMoment, rule: 'a day such as 2026-01-31, or a second such as 2026-01-31T12:00:00Z' },
  until: { isLegal: isMoment, rule: 'a day such as 2026-01-31, or a second such as 2026-01-31T12:00:00Z' },
  set: { isLegal: isSetSpec, rule: 'a setSpec of ListSets' },
  resumptionToken: { isLegal: (value) => value !== '', rule: 'the token of the list so far' },
}

/** @throws OaiFault `badVerb`, `badArgument` */
export function readRequest(parameters: URLSearchParams): OaiRequest {
  const verb = readVerb(parameters.getAll('verb'))
  const { required, optional, ...rules } = VERBS[verb]
  const allowed = [...required, ...optional, ...('resumed' in rules ? ['resumptionToken' as const] : [])]
  const names = [...new Set(parameters.keys())].filter((name) => name !== 'verb')
  const args: Arguments = {}
  const wrong: string[] = []
  for (const name of names) {
    const given = parameters.getAll(name)
    if (!isAllowed(name, allowed))
      wrong.push(`${verb} takes no argument ${JSON.stringify(name.slice(0, 80))}. ${choices(allowed)}`)
    else wrong.push(...wrongWith(name, given))
    Object.assign(args, { [name]: given[0] })
  }
  if (names.includes('resumptionToken')) {
    if (names.length > 1) wrong.push('A resumptionToken stands for all other arguments. Send it alone.')
  } else
    for (const name of required)
      if (!names.includes(name)) wrong.push(`${verb} needs the argument "${name}".`)
  if (wrong.length === 0) wrong.push(...wrongWithRange(args))
  if (wrong.length > 0) throw new OaiFault(wrong.map((message) => ({ code: 'badArgument', message })))
  return { verb, args }
}

/** What is wrong with an argument, in words; nothing when it is legal. */
function wrongWith(name: ArgumentName, [value = '', ...others]: readonly string[]): string[] {
  if (others.length > 0) return [`The argument "${name}" is repeated. Send it once.`]
  const { isLegal, rule } = RULES[name]
  if (value.length <= MOST_CHARACTERS && isLegal(value)) return []
  return [`The argument "${name}" is not legal: it must be ${rule}.`]
}

function readVerb(given: readonly string[]): Verb {
  const verbs = Object.keys(VERBS).join(', ')
  const [verb = '', ...others] = given
  if (given.length === 0) throw oaiFault('badVerb', `The argument "verb" is missing. Send one of: ${verbs}.`)
  if (others.length > 0) throw oaiFault('badVerb', 'The argument "verb" is repeated. Send it once.')
  if (Object.hasOwn(VERBS, verb)) return verb as Verb
  throw oaiFault('badVerb', `There is no verb ${JSON.stringify(verb.slice(0, 80))}. Send one of: ${verbs}.`)
}

function isAllowed(name: string, allowed: readonly string[]): name is ArgumentName {
  return allowed.includes(name)
}

function choices(allowed: readonly string[]): string {
  return allowed.length === 0 ? 'It takes none.' : `It takes: ${allowed.join(', ')}.`
}

/** Of different granularity, or the wrong way round (2.7.1 "Selective Harvesting and Datestamps"). */
function wrongWithRange({ from, until }: Arguments): string[] {
  if (from === undefined || until === undefined) return []
  const [first, last] = [readDatestamp(from)!, readDatestamp(until)!]
  if (first.granularity !== last.granularity)
    return ['"from" and "until" must both be days, or both be seconds.']
  return first.first > last.last ? ['"from" is after "until".'] : []
}

function isMoment(value: string): boolean {
  return readDatestamp(value) !== undefined
}

function isSetSpec(value: string): boolean {
  return SET_SPEC.test(value) && value.split(':').every((part) => part !== '')
}

/** What a schema takes for one, too: an address has a host, and a port that is a number. */
function isUri(value: string): boolean {
  return URI.test(value) && (!/^[^:]*:\/\//.test(value) || URL.canParse(value))
}
