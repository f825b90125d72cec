import pLimit from 'p-limit'
import pRetry, { AbortError } from 'p-retry'
import { sha256 } from '../identity/digest.ts'
import { MirrorError } from './errors.ts'

/** Bytes that were asked for, or that the origin says it has not (404) or has no more (410). */
export type Fetched = { status: 200; bytes: Buffer; next: string | null } | { status: 404 | 410 }

/** How patient a mirror is. */
export interface Patience {
  /** How often something is asked for before it is given up. */
  attempts: number
  /** Before the second time, in milliseconds; twice as long before each next. */
  wait: number
  /** Longest silence of the other side, and for how long it may be slower than the slowest pace, in milliseconds. */
  silence: number
}

/** Requests at once. */
const MOST_AT_ONCE = 8
const USUAL: Patience = { attempts: 9, wait: 100, silence: 60_000 }
/** Longest pause between two tries, in milliseconds. */
const LONGEST_WAIT = 10_000
const REDIRECTIONS = new Set([301, 302, 303, 307, 308])
const MOST_REDIRECTIONS = 3
/** Slowest pace of an answer as a whole, in bytes per millisecond: a slow modem's. */
const SLOWEST = 1

/** Reads from an archive, or from another mirror of it, over HTTP. Nothing that it answers is trusted. */
export class Origin {
  /** Without a slash at its end. */
  readonly url: string
  /** How many requests were answered, and how many bytes came. */
  readonly traffic = { requests: 0, bytes: 0 }
  readonly #patience: Patience
  readonly #limit = pLimit(MOST_AT_ONCE)
  readonly #leaving = new AbortController()

  constructor(url: string, patience: Patience = USUAL) {
    this.url = url.replace(/\/+$/, '')
    this.#patience = patience
  }

  /**
   * What stands at a path below the address, or at an address that it gave for the next page. What fails for a while
   * is asked for again.
   *
   * @param longest most bytes that are taken
   * @throws MirrorError `origin_unreachable`, `origin_altered` when the answer is longer
   */
  async get(path: string, longest: number): Promise<Fetched> {
    const found = await this.list(path, longest)
    if (found.status !== 400) return found
    throw unusable(`${this.url}${path}`, 'it answers 400')
  }

  /**
   * The same of a page of a list, which may be one that the origin knows no more (400).
   *
   * @throws MirrorError `origin_unreachable`, `origin_altered` when the answer is longer
   */
  async list(path: string, longest: number): Promise<Fetched | { status: 400 }> {
    const address = `${this.url}${path}`
    try {
      return await pRetry(() => this.#limit(() => this.#once(address, longest)), {
        signal: this.#leaving.signal,
        retries: this.#patience.attempts - 1,
        minTimeout: this.#patience.wait,
        maxTimeout: LONGEST_WAIT,
        randomize: true,
        onFailedAttempt: async ({ error, retriesLeft }) => {
          const { retryAfter } = error as Refused
          if (retryAfter && retriesLeft > 0) await sleep(Math.min(retryAfter, LONGEST_WAIT))
        },
      })
    } catch (error) {
      if (error instanceof MirrorError) throw error
      const { message, cause } = error as Error
      const why = cause instanceof Error ? cause.message : message
      throw unusable(address, why)
    }
  }

  /**
   * The bytes with this digest; null when the origin has them no more, or never had.
   *
   * @throws MirrorError `origin_unreachable`; `origin_altered` when it answers with other bytes, also when asked again
   */
  async blob(digest: string, longest: number): Promise<Buffer | null> {
    for (let tries = 2; ; tries--) {
      const found = await this.get(`/blobs/sha256/${digest}`, longest)
      if (found.status !== 200) return null
      if (sha256(found.bytes) === digest) return found.bytes
      if (tries === 1)
        throw new MirrorError(
          'origin_altered',
          `${this.url}/blobs/sha256/${digest} answers with other bytes.`,
        )
    }
  }

  /** Asks for nothing more, and waits for no answer that is still under way. */
  leave(): void {
    this.#leaving.abort(new Error('nobody waits for it'))
  }

  async #once(address: string, longest: number): Promise<Fetched | { status: 400 }> {
    const { silence: longestSilence } = this.#patience
    const silence = new AbortController()
    const watch = setTimeout(() => silence.abort(new Error('it is silent')), longestSilence)
    const started = performance.now()
    try {
      const signal = AbortSignal.any([silence.signal, this.#leaving.signal])
      const response = await this.#fetch(address, signal)
      this.traffic.requests++
      const { status, headers } = response
      if (status !== 200) await response.body?.cancel()
      if (status === 400 || status === 404 || status === 410) return { status }
      if (status !== 200) throw refused(status, headers)
      const chunks: Uint8Array[] = []
      let length = 0
      for await (const chunk of response.body ?? []) {
        watch.refresh()
        chunks.push(chunk)
        length += chunk.length
        if (length < (performance.now() - started - longestSilence) * SLOWEST)
          throw new Error('it sends too slowly')
        if (length > longest) {
          silence.abort()
          const message = `${address} answers with more than ${longest} bytes.`
          throw new AbortError(new MirrorError('origin_altered', message))
        }
      }
      this.traffic.bytes += length
      return { status, bytes: Buffer.concat(chunks), next: this.#next(headers.get('link')) }
    } finally {
      clearTimeout(watch)
    }
  }

  /** Follows redirections within the same origin alone (RFC 6454): none is to make us ask others, such as our neighbours. */
  async #fetch(address: string, signal: AbortSignal): Promise<Response> {
    let url = new URL(address)
    for (let left = MOST_REDIRECTIONS; ; left--) {
      const response = await fetch(url, {
        signal,
        redirect: 'manual',
        headers: { accept: '*/*', 'accept-encoding': 'gzip, br, identity' },
      })
      const location = REDIRECTIONS.has(response.status) ? response.headers.get('location') : null
      if (location === null) return response
      await response.body?.cancel()
      const next = new URL(location, url)
      if (left === 0 || next.origin !== url.origin)
        throw new AbortError(
          `it redirects to ${next.href.slice(0, 300)}, where the copy does not follow: only ${MOST_REDIRECTIONS} times, and to the same scheme, host and port`,
        )
      url = next
    }
  }

  /** The path of the next page: its address is taken as one below ours, whatever the other side calls itself. */
  #next(link: string | null): string | null {
    const [, href] = /<([^>]*)>\s*;[^,<]*rel="?next"?/.exec(link ?? '') ?? []
    if (href === undefined) return null
    const { pathname, search } = new URL(href, `${this.url}/`)
    const base = new URL(this.url).pathname.replace(/\/$/, '')
    return `${pathname.startsWith(base) ? pathname.slice(base.length) : pathname}${search}`
  }
}

function unusable(address: string, why: string): MirrorError {
  return new MirrorError('origin_unreachable', `${address} gives no answer that can be used: ${why}.`)
}

type Refused = Error & { retryAfter?: number }

/** What may pass is tried again; what is the asker's fault never is. */
function refused(status: number, headers: Headers): Error {
  const error = new Error(`it answers ${status}`)
  if (status < 500 && status !== 408 && status !== 429) return new AbortError(error)
  const seconds = Number(headers.get('retry-after'))
  return seconds > 0 ? Object.assign(error, { retryAfter: seconds * 1000 }) : error
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
