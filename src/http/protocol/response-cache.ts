import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Snapshot } from '../../store/sqlite/snapshot.ts'
import { type Answer, writeAnswer } from './raw-response.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Keeps the answer for whoever asks the same; null where answers are not kept. */
    keep: ((answer: Answer) => void) | null
  }
}

/** Answers kept, some 3 kB each. */
const MOST_ANSWERS = 5000
/** Longer bodies and addresses are not kept, so that memory is bounded: by about 100 MB at the very most. */
const LONGEST_BODY = 16 * 1024
const LONGEST_KEY = 500

/**
 * A hook for routes whose answers depend on nothing but the archive, the address and the two fields of negotiation.
 * What is asked for again and again is answered from memory, before validation. Every commit to the archive,
 * whoever makes it, empties the memory: nothing that has changed is masked.
 */
export function readyAnswers(app: FastifyInstance, snapshot: Snapshot): onRequestHookHandler {
  const answers = new LRUCache<string, Answer>({ max: MOST_ANSWERS })
  const askedOnce = new Set<string>()
  snapshot.onChange(() => answers.clear())
  app.decorateRequest('keep', null)

  /** Kept from the second time on: to keep what nobody asks for again costs more than it gives. */
  const keep = (key: string, answer: Answer) => {
    if (askedOnce.delete(key)) answers.set(key, answer)
    else {
      if (askedOnce.size === MOST_ANSWERS) askedOnce.clear()
      askedOnce.add(key)
    }
  }

  return (request, reply, done) => {
    const key = keyOf(request)
    const moment = snapshot.hold()
    const ready = answers.get(key)
    if (ready) {
      writeAnswer(request, reply, ready)
      return
    }
    if (key.length <= LONGEST_KEY) {
      request.keep = (answer) => {
        // Of reads that a commit fell between, nobody knows on which side they were.
        if (answer.status === 200 && answer.body.length <= LONGEST_BODY && snapshot.hold() === moment)
          keep(key, answer)
      }
    }
    done()
  }
}

/** HEAD has the answer of GET. The extension of an address has become a parameter by now. */
function keyOf({ raw: { url }, headers }: FastifyRequest): string {
  const { accept = '', 'accept-encoding': encoding = '' } = headers
  return `${url} ${accept} ${encoding}`
}
