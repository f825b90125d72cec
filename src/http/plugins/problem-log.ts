import type { FastifyBaseLogger } from 'fastify'
import type { Problem, ProblemCode } from '../../wire/problems.ts'

/** How long problems of a kind are counted before the next one is logged, in milliseconds. */
const COUNTED = 60_000
/** Nobody can answer it for long. What a busy server refuses is no fault of it. */
const FAULTS: ReadonlySet<string> = new Set<ProblemCode>(['archive_damaged'])

/** Logs what the server could not do: each kind once a minute, with how many there were since it was last logged. */
export class ProblemLog {
  readonly #kinds = new Map<ProblemCode, { at: number; since: number }>()
  readonly #now: () => number

  /** @param now in milliseconds, of a clock that is never set back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** What is a client's fault, or is not known to this server (501), is not logged. */
  add(log: FastifyBaseLogger, problem: Problem): void {
    const { code, status, message } = problem
    if (status < 500 || status === 501) return
    const now = this.#now()
    const known = this.#kinds.get(code)
    if (known && code !== 'internal' && now - known.at < COUNTED) {
      known.since++
      return
    }
    this.#kinds.set(code, { at: now, since: 0 })
    const level = status === 503 && !FAULTS.has(code) ? 'warn' : 'error'
    log[level]({ problem: code, count: (known?.since ?? 0) + 1 }, message)
  }
}
