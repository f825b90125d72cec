import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Store } from '../../store/store.ts'
import { type RawResponse, writeResponse } from './raw-response.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Keeps the response for whoever asks the same; null where responses are not kept. */
    keep: ((response: RawResponse) => void) | null
  }
}

/** Responses kept, some 3 kB each. */
const MOST_RESPONSES = 5000
/** Longer bodies and addresses are not kept, so that memory is bounded: by about 100 MB at the very most. */
const LONGEST_BODY = 16 * 1024
const LONGEST_KEY = 500

/**
 * A hook for routes whose responses depend on nothing but the archive, the address and the two fields of negotiation.
 * What is asked for again and again is answered from memory, before validation. Every commit to the archive,
 * whoever makes it, empties the memory: nothing that has changed is masked.
 */
export function responseCache(
  app: FastifyInstance,
  store: Pick<Store, 'moment' | 'onChange'>,
): onRequestHookHandler {
  const responses = new LRUCache<string, RawResponse>({ max: MOST_RESPONSES })
  const askedOnce = new Set<string>()
  store.onChange(() => responses.clear())
  app.decorateRequest('keep', null)

  /** Kept from the second time on: to keep what nobody asks for again costs more than it gives. */
  const keep = (key: string, response: RawResponse) => {
    if (askedOnce.delete(key)) responses.set(key, response)
    else {
      if (askedOnce.size === MOST_RESPONSES) askedOnce.clear()
      askedOnce.add(key)
    }
  }

  return (request, reply, done) => {
    const key = keyOf(request)
    const moment = store.moment()
    const ready = responses.get(key)
    if (ready) {
      writeResponse(request, reply, ready)
      return
    }
    if (key.length <= LONGEST_KEY) {
      request.keep = (response) => {
        // Of reads that a commit fell between, nobody knows on which side they were.
        if (response.status === 200 && response.body.length <= LONGEST_BODY && store.moment() === moment)
          keep(key, response)
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
