import { setImmediate as nextTurn } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { coreOf } from '../identity/digest.ts'
import { sentencePieces } from '../text/sentences.ts'
import type { ReadingText } from './reading-text.ts'

/** As many sentence pieces as a quote may run over and still resolve without registration (DESIGN §2). */
const LONGEST_RUN = 8
/** Runs computed before the event loop gets its turn: about a millisecond's work. */
const RUNS_PER_TURN = 250
/** Runs kept for all works together, about 100 bytes each. */
const MOST_RUNS = 500_000

type RunsByCore = Map<string, { start: number; end: number }>

/**
 * Finds the words behind a core that nobody registered: a paragraph, a sentence, or a run of up to eight
 * sentence pieces. Computed when first asked for, in slices so that nobody else waits, and kept.
 */
export class SentenceRuns {
  readonly #kept = new LRUCache<number, RunsByCore>({ maxSize: MOST_RUNS })
  readonly #underway = new Map<number, Promise<RunsByCore>>()

  /** The exact words with this core in a version's text, or undefined. */
  async find(versionNo: number, text: ReadingText, core: string): Promise<string | undefined> {
    const runs = this.#kept.get(versionNo) ?? (await this.#compute(versionNo, text))
    const range = runs.get(core)
    return range && text.exact(range)
  }

  #compute(versionNo: number, text: ReadingText): Promise<RunsByCore> {
    let computing = this.#underway.get(versionNo)
    if (!computing) {
      computing = computeRuns(text).finally(() => this.#underway.delete(versionNo))
      this.#underway.set(versionNo, computing)
      computing.then((runs) => this.#kept.set(versionNo, runs, { size: runs.size + 1 })).catch(() => {})
    }
    return computing
  }
}

async function computeRuns(text: ReadingText): Promise<RunsByCore> {
  const runs: RunsByCore = new Map()
  const pieces = workPieces(text)
  let sinceTurn = 0
  for (let first = 0; first < pieces.length; first++) {
    for (let last = first; last < Math.min(first + LONGEST_RUN, pieces.length); last++) {
      const range = { start: pieces[first]!.start, end: pieces[last]!.end }
      const core = coreOf(text.exact(range))
      if (!runs.has(core)) runs.set(core, range)
    }
    sinceTurn += LONGEST_RUN
    if (sinceTurn >= RUNS_PER_TURN) {
      sinceTurn = 0
      await nextTurn()
    }
  }
  addBlocks(text, runs)
  return runs
}

/** A block's end ends a piece, whatever its last character. */
function workPieces(text: ReadingText) {
  let start = 0
  return text.blocks.flatMap((block) => {
    const head = start
    start += block.text.length + 1
    return sentencePieces(block.text).map((piece) => ({ start: head + piece.start, end: head + piece.end }))
  })
}

/** Whole blocks, for those of more than eight pieces. */
function addBlocks(text: ReadingText, runs: RunsByCore): void {
  let start = 0
  for (const block of text.blocks) {
    const range = { start, end: start + block.text.length }
    const core = coreOf(block.text)
    if (!runs.has(core)) runs.set(core, range)
    start = range.end + 1
  }
}
