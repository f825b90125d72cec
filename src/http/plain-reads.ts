import type { IncomingMessage, RequestListener } from 'node:http'
import { hasOneHost } from './plugins/well-formed.ts'
import { noteRoute } from './protocol/counted-response.ts'
import { type RawResponse, writeRaw } from './protocol/raw-response.ts'
import type { ReadyAnswers } from './protocol/ready-answers.ts'

/** A GET or HEAD that asks for nothing but what its address names, in a representation. */
export type PlainRead = IncomingMessage & { url: string }

/** Reads what an address names, when that is simple; undefined when the framework must see to it. */
export type QuickRead = (request: PlainRead) => Promise<RawResponse | undefined> | undefined

/** Fields that ask for more, or bring a body. */
const MORE = [
  'expect',
  'upgrade',
  'content-length',
  'transfer-encoding',
  'if-match',
  'if-unmodified-since',
  'want-repr-digest',
] as const

/**
 * Answers plain reads before the framework looks at them: those whose answers are ready, and those that are quick. It
 * would take as long to route and validate them as to answer. All else is handed on, with every fault.
 *
 * @param sources what answers, and whether requests are counted by their routes
 */
export function plainReads(
  { counts = false, ...sources }: { ready: ReadyAnswers; quick: QuickRead; counts?: boolean },
  handOn: RequestListener,
): RequestListener {
  return (request, response) => {
    if (!isPlain(request)) return handOn(request, response)
    const finish = (answer: RawResponse | undefined) => {
      if (answer) {
        if (counts) noteRoute(response, answer.route)
        writeRaw(request, response, answer)
      } else handOn(request, response)
    }
    const answer = answerTo(request, sources)
    if (answer instanceof Promise) void answer.then(finish)
    else finish(answer)
  }
}

/** The answer, when it is ready or quick. A fault of the storage is left to the framework, which meets it again and tells of it. */
function answerTo(
  request: PlainRead,
  { ready, quick }: { ready: ReadyAnswers; quick: QuickRead },
): RawResponse | Promise<RawResponse | undefined> | undefined {
  try {
    const known = ready.find(request)
    if (known) return known
    const moment = ready.moment()
    const keep = (answer: RawResponse | undefined) => {
      if (answer) ready.offer(request, moment, answer)
      return answer
    }
    return quick(request)
      ?.then(keep)
      .catch(() => undefined)
  } catch {
    return undefined
  }
}

function isPlain(request: IncomingMessage): request is PlainRead {
  const { method, url, headers, rawHeaders } = request
  if ((method !== 'GET' && method !== 'HEAD') || !url?.startsWith('/') || !hasOneHost(rawHeaders))
    return false
  for (const name of MORE) if (headers[name] !== undefined) return false
  return true
}
