/** The answers of OAI-PMH 2.0 (3.2): one document of XML for every request, faults told in it. */
import { printSecond } from '../archive/work-changes.ts'
import { xmlElement, xmlNode } from '../text/xml.ts'
import { OaiFault } from './faults.ts'
import type { OaiRepository } from './repository.ts'
import { type Arguments, type OaiRequest, readRequest, type Verb } from './request.ts'
import { getRecord } from './verbs/get-record.ts'
import { identify } from './verbs/identify.ts'
import { listMetadataFormats } from './verbs/list-metadata-formats.ts'
import { listRecords } from './verbs/list-records.ts'
import { listSets } from './verbs/list-sets.ts'

/** How long a change may take, at most, until it is seen, in seconds. */
const UNSEEN_SECONDS = 2

const NAMESPACE = 'http://www.openarchives.org/OAI/2.0/'

/** An answer, and what of it changes only when it says something else. */
export interface OaiAnswer {
  xml: string
  content: string
}

/** Answers a request. @param now in milliseconds since 1970 */
export async function answerOai(
  repository: OaiRepository,
  parameters: URLSearchParams,
  now: number,
): Promise<OaiAnswer> {
  await repository.archive.changes.refresh()
  const asOf = printSecond(momentOf(repository, now))
  const content = await contentOf(repository, parameters)
  const xml = xmlNode('OAI-PMH', [`\n${xmlElement('responseDate', asOf)}\n`, content, '\n'], {
    xmlns: NAMESPACE,
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation': `${NAMESPACE} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd`,
  })
  return { xml: `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`, content }
}

/**
 * The second that an answer is of. Whoever harvests again from it loses nothing: what is not seen yet is never older than what
 * is, nor than two seconds; and in a copy it may be as old as what was copied last.
 */
function momentOf({ archive, urls }: OaiRepository, now: number): number {
  const seen = archive.changes.newest ?? 0
  if (urls.mirrorOf !== null) return seen
  return Math.max(seen, Math.floor(now / 1000) - UNSEEN_SECONDS)
}

async function contentOf(repository: OaiRepository, parameters: URLSearchParams): Promise<string> {
  let request: OaiRequest | undefined
  try {
    request = readRequest(parameters)
    const answer = await ANSWERS[request.verb](repository, request.args)
    return `${requestElement(repository, request)}\n${answer}`
  } catch (error) {
    if (!(error instanceof OaiFault)) throw error
    const faults = error.faults.map(({ code, message }) => xmlElement('error', message, { code }))
    return [requestElement(repository, request), ...faults].join('\n')
  }
}

/** What was asked: without arguments where these were faulty (3.6). */
function requestElement({ urls }: OaiRepository, request: OaiRequest | undefined): string {
  return xmlElement('request', urls.path('/oai'), request && { verb: request.verb, ...request.args })
}

const ANSWERS: Record<Verb, (repository: OaiRepository, args: Arguments) => Promise<string>> = {
  Identify: identify,
  ListMetadataFormats: listMetadataFormats,
  ListSets: listSets,
  GetRecord: getRecord,
  ListIdentifiers: (repository, args) => listRecords(repository, 'ListIdentifiers', args),
  ListRecords: (repository, args) => listRecords(repository, 'ListRecords', args),
}
