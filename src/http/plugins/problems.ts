import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { ColophonError } from '../../errors.ts'
import { problemPage } from '../../pages/problem-page.ts'
import { asStorageError } from '../../store/storage-errors.ts'
import { nearestNames } from '../../text/nearest-names.ts'
import { type Body, jsonLine } from '../../wire/body.ts'
import { isProblemCode, Problem, type ProblemCode, problemBody } from '../../wire/problems.ts'
import type { Urls } from '../../wire/urls.ts'
import { withAddress } from '../protocol/elsewhere.ts'
import { ALWAYS, addAnswerFields } from '../protocol/every-answer.ts'
import { prefersPage } from '../protocol/negotiation.ts'
import { tooLarge } from './bodies.ts'
import { METHODS } from './methods.ts'
import { ProblemLog } from './problem-log.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** What was found of the archive since the server was started. */
    archiveState: { damage: Problem | null }
  }
}

const PROBLEM_JSON = 'application/problem+json; charset=utf-8'

/** What a route may have set for the representation that it then did not send. */
const OF_THE_REPRESENTATION = [
  'etag',
  'last-modified',
  'repr-digest',
  'content-disposition',
  'content-location',
  'link',
]

/** Answers every error as a problem (RFC 9457); what a client did not cause is logged and told to nobody. */
export function registerProblems(app: FastifyInstance, urls: Urls): void {
  const log = new ProblemLog()
  const state: FastifyInstance['archiveState'] = { damage: null }
  app.decorate('archiveState', state)
  const answer = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => {
    log.add(request.log, problem)
    // Who still waits to be told to go on may or may not send its body now.
    if (request.headers.expect !== undefined && !request.bodyIsWanted)
      addAnswerFields(request, { connection: 'close' })
    if (problem.code === 'archive_damaged') state.damage = problem
    for (const name of OF_THE_REPRESENTATION) reply.removeHeader(name)
    const { type, body, headers = {} } = problemIn(request, problem, urls)
    return reply
      .code(problem.status)
      .headers({ 'cache-control': 'no-store', ...headers, ...problem.headers })
      .type(type)
      .send(body)
  }
  app.setErrorHandler((error: FastifyError, request, reply) =>
    // Who has gone away is told nothing, and what failed for it alone is no fault of the server.
    reply.raw.destroyed ? reply.hijack() : answer(request, reply, asProblem(error, request, urls)),
  )
  app.setNotFoundHandler((request, reply) => answer(request, reply, notFound(request, urls)))
}

/** A problem as a page for whoever reads pages, and as JSON for everybody else. */
function problemIn(
  request: FastifyRequest,
  problem: Problem,
  urls: Urls,
): Body & { headers?: Record<string, string> } {
  if (prefersPage(request)) return problemPage(urls, problem)
  return { type: PROBLEM_JSON, body: jsonLine(problemBody(urls.base, problem)) }
}

/** Answers for what no route is for before the body is read. To be called after the hooks that count requests. */
export function registerUnknownAddresses(app: FastifyInstance, urls: Urls): void {
  app.addHook('onRequest', (request, _reply, done) =>
    request.is404 ? done(notFound(request, urls)) : done(),
  )
}

function notFound({ method, url }: FastifyRequest, { base }: Urls): Problem {
  if (!METHODS.includes(method as HTTPMethods)) {
    return new Problem(
      'method_not_implemented',
      `${method.slice(0, 20)} is not a method of this server. Use one of: ${METHODS.join(', ')}.`,
    )
  }
  return new Problem(
    'not_found',
    `There is nothing at ${url.slice(0, 200)}. The addresses start at ${base}/ and are described at ${base}/docs.`,
  )
}

/** Errors that a client causes and Fastify finds, by the last part of their code. */
const FASTIFY_ERRORS: Record<string, () => Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => tooLarge(),
  FST_REQ_FILE_TOO_LARGE: () => tooLarge(),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Problem(
      'unsupported_media_type',
      'Send the body with a Content-Type that this address reads; /docs lists them.',
    ),
  FST_ERR_CTP_EMPTY_JSON_BODY: () =>
    new Problem('invalid_body', 'The body is empty; a JSON object is needed.'),
  FST_ERR_BAD_URL: () =>
    new Problem(
      'malformed_request',
      'The address is not valid: encode it as UTF-8 and percent-encode it once.',
    ),
  FST_ERR_MAX_PARAM_LENGTH: () =>
    new Problem('address_too_long', 'A part of the address is longer than any identifier.'),
}

/** Answers what Fastify refuses before any route: addresses that cannot be decoded, parts that are too long. */
export function answerFrameworkError(urls: Urls) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const problem = asProblem(error, request, urls)
    const { type, body, headers } = problemIn(request, problem, urls)
    reply
      .code(problem.status)
      .headers({ ...ALWAYS, 'cache-control': 'no-store', ...headers })
      .type(type)
      .send(body)
  }
}

function asProblem(error: FastifyError, request: FastifyRequest, urls: Urls): Problem {
  if (error instanceof Problem) return error
  const known = asStorageError(error)
  if (known instanceof ColophonError) {
    if (known.cause) request.log.error(known.cause)
    if (isProblemCode(known.code)) return fromHouse(known, known.code, urls)
  }
  if (error.validation) return invalid(error)
  const ofFastify = FASTIFY_ERRORS[error.code]
  if (ofFastify) return ofFastify()
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new Problem('malformed_request', error.message)
  }
  request.log.error(error)
  return new Problem(
    'internal',
    'The server failed, not you. It is in its log; try again, and tell the operator if it stays.',
  )
}

function fromHouse(error: ColophonError, code: ProblemCode, urls: Urls): Problem {
  const headers: Record<string, string> = code === 'busy' ? { 'retry-after': '2' } : {}
  return new Problem(code, withAddress(urls, error), error.details, headers)
}

const PARTS: Record<string, string> = {
  querystring: 'parameter',
  params: 'part of the address',
  body: 'member',
  headers: 'header',
}

function invalid(error: FastifyError): Problem {
  const { validation, validationContext = 'body' } = error
  const [first] = validation!
  const part = PARTS[validationContext] ?? 'part'
  if (first!.keyword === 'additionalProperties') {
    const name = String(first!.params['additionalProperty'])
    const allowed = (first!.params['allowed'] as string[] | undefined) ?? []
    return new Problem(
      validationContext === 'body' ? 'invalid_body' : 'unknown_parameter',
      `There is no ${part} ${JSON.stringify(name.slice(0, 80))}. ${didYouMean(name, allowed)}`,
      { parameter: name.slice(0, 80), allowed },
    )
  }
  const pointer = first!.instancePath
  const name = pointer.slice(1) || String(first!.params['missingProperty'] ?? validationContext)
  const words = first!.params['allowedValues'] as string[] | undefined
  const detail = words ? oneOf(words, sentIn(first!)) : (first!.message ?? 'is not valid')
  return new Problem(
    validationContext === 'body' ? 'invalid_body' : 'invalid_parameter',
    `The ${part} "${name}" ${detail.endsWith('?') ? detail : `${detail}.`}`,
    { errors: [{ pointer: pointer || '/', detail }], ...(words && { allowed: words }) },
  )
}

/** What Ajv puts beside a fault: the value that was sent. */
function sentIn(fault: object): string {
  return String((fault as { data?: unknown }).data ?? '').slice(0, 80)
}

function oneOf(words: readonly string[], sent: string): string {
  const [nearest] = nearestNames(sent, words)
  const guess = nearest === undefined ? '' : `. Did you mean "${nearest}"?`
  return `is one of: ${words.join(', ')}${guess}`
}

function didYouMean(name: string, allowed: string[]): string {
  const [nearest] = nearestNames(name, allowed)
  if (nearest) return `Did you mean "${nearest}"?`
  return allowed.length > 0 ? `There are: ${allowed.join(', ')}.` : 'This address takes none.'
}
