import type { IncomingMessage } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { Store } from '../../store/store.ts'
import type { RawResponse } from './raw-response.ts'
import { Sightings } from './sightings.ts'

/** Answers kept, some 3 kB each. */
const MOST_ANSWERS = 5000
/** Longer bodies and addresses are not kept, so that memory is bounded: by about 100 MB at the very most. */
const LONGEST_BODY = 16 * 1024
const LONGEST_KEY = 500

/** What an answer is kept by: the address as it was sent, and the fields of negotiation. */
type Asked = Pick<IncomingMessage, 'headers'> & { url: string }

/**
 * Answers that depend on nothing but the archive, the address and the two fields of negotiation. What is asked for
 * again and again is answered from here, before anything else looks at it. Every commit to the archive, whoever makes
 * it, empties this memory: nothing that has changed is masked.
 */
export class ReadyAnswers {
  readonly #answers = new LRUCache<string, RawResponse>({ max: MOST_ANSWERS })
  readonly #askedBefore = new Sightings()
  readonly #store: Pick<Store, 'moment'>

  constructor(store: Pick<Store, 'moment' | 'onChange'>) {
    this.#store = store
    store.onChange(() => this.#answers.clear())
  }

  /** The answer to a GET or HEAD, when it is ready. */
  find(asked: Asked): RawResponse | undefined {
    // Looks for commits, too.
    this.#store.moment()
    return this.#answers.get(keyOf(asked))
  }

  /** A number that is another one after each commit, to be asked for before what an answer is made of is read. */
  moment(): number {
    return this.#store.moment()
  }

  /** Keeps an answer from the second time on: to keep what nobody asks for again costs more than it gives. */
  offer(asked: Asked, moment: number, answer: RawResponse): void {
    if (answer.status !== 200 || answer.body.length > LONGEST_BODY) return
    const key = keyOf(asked)
    // Of reads that a commit fell between, nobody knows on which side they were.
    if (key.length > LONGEST_KEY || this.#store.moment() !== moment) return
    if (this.#askedBefore.add(key)) this.#answers.set(key, answer)
  }
}

/** HEAD has the answer of GET. */
function keyOf({ url, headers }: Asked): string {
  const { accept = '', 'accept-encoding': encoding = '' } = headers
  return `${url} ${accept} ${encoding}`
}
