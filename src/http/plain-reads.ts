import type { IncomingMessage, RequestListener } from 'node:http'
import { hasOneHost } from './plugins/well-formed.ts'
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
 */
export function plainReads(
  { ready, quick }: { ready: ReadyAnswers; quick: QuickRead },
  handOn: RequestListener,
): RequestListener {
  return (request, response) => {
    if (!isPlain(request)) return handOn(request, response)
    try {
      const answer = ready.find(request)
      if (answer) return writeRaw(request, response, answer)
      const moment = ready.moment()
      const reading = quick(request)
      if (reading) return void answerRead(reading, moment)
    } catch {
      // Whoever reads next finds the same fault of the storage, and tells of it.
    }
    handOn(request, response)

    async function answerRead(reading: Promise<RawResponse | undefined>, moment: number) {
      const answer = await reading.catch(() => undefined)
      if (!answer) return handOn(request, response)
      ready.offer(request as PlainRead, moment, answer)
      writeRaw(request, response, answer)
    }
  }
}

function isPlain(request: IncomingMessage): request is PlainRead {
  const { method, url, headers, rawHeaders } = request
  if ((method !== 'GET' && method !== 'HEAD') || !url?.startsWith('/') || !hasOneHost(rawHeaders))
    return false
  for (const name of MORE) if (headers[name] !== undefined) return false
  return true
}
