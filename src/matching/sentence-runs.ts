import { nextTurn } from '../bounds/next-turn.ts'
import { sha256, wordsDigest } from '../identity/digest.ts'
import { canonicalWords } from '../text/canonical.ts'
import type { Utf16Range } from '../text/folded.ts'
import { sentencePieces } from '../text/sentences.ts'
import { AsyncCache } from './async-cache.ts'
import { CoreTable } from './core-table.ts'
import type { ReadingText } from './reading-text.ts'

/** As many sentence pieces as a quote may run over and still resolve without registration. */
const LONGEST_RUN = 8
/** Pieces of which the runs are computed before the event loop gets its turn: less than a millisecond's work. */
const PIECES_PER_TURN = 32
/** Bytes of tables kept for all works together: those of some three million runs. */
const MOST_BYTES = 64 * 1024 * 1024

/** A sentence piece and its words (C2). */
interface Piece extends Utf16Range {
  words: string
}

/**
 * Finds the words behind a core that nobody registered: a paragraph, a sentence, or a run of up to eight
 * sentence pieces. Computed when first asked for, in slices so that nobody else waits, and kept.
 */
export class SentenceRuns {
  readonly #runs = new AsyncCache<CoreTable>(MOST_BYTES, ({ bytes }) => bytes)

  /** The exact words with this core in a version's text, or undefined. */
  async find(versionNo: number, text: ReadingText, core: string): Promise<string | undefined> {
    const runs = await this.#runs.get(versionNo, () => computeRuns(text))
    const range = runs.find(text, core)
    return range && text.exact(range)
  }
}

async function computeRuns(text: ReadingText): Promise<CoreTable> {
  const blocks = blockRanges(text)
  const pieces = blocks.flatMap((block) => piecesOf(text, block))
  const runs = new CoreTable(pieces.length * LONGEST_RUN + blocks.length)
  for (let first = 0; first < pieces.length; first++) {
    addRuns(text, runs, pieces.slice(first, first + LONGEST_RUN))
    if (first % PIECES_PER_TURN === 0) await nextTurn()
  }
  // Whole blocks, for those of more than eight pieces.
  for (const block of blocks) runs.add(text, wordsDigest(text.exact(block)), block)
  return runs
}

/** The runs that begin with the first of these pieces. */
function addRuns(text: ReadingText, runs: CoreTable, pieces: readonly Piece[]): void {
  const { start } = pieces[0]!
  let run = { words: '', end: start }
  for (const piece of pieces) {
    const { end } = piece
    const words = end === pieces[0]!.end ? piece.words : joined(run, piece)
    run = { words: words ?? canonicalWords(text.exact({ start, end })), end }
    runs.add(text, sha256(run.words), { start, end })
  }
}

function blockRanges(text: ReadingText): Utf16Range[] {
  let start = 0
  return text.blocks.map((block) => {
    const range = { start, end: start + block.text.length }
    start = range.end + 1
    return range
  })
}

/** The sentence pieces of a block. Its end ends a piece, whatever its last character. */
function piecesOf(text: ReadingText, block: Utf16Range): Piece[] {
  return sentencePieces(text.exact(block)).map((piece) => {
    const range = { start: block.start + piece.start, end: block.start + piece.end }
    return { ...range, words: canonicalWords(text.exact(range)) }
  })
}

/**
 * The words of a run with one piece more, from the words of both; undefined where they may be other than the one after
 * the other with a space between: a dash or an ellipsis takes spaces along, a mark composes.
 */
function joined(run: Pick<Piece, 'words' | 'end'>, piece: Piece): string | undefined {
  const isPlain = /[!-,./-~]/.test(run.words.at(-1) ?? '') && /^[A-Za-z0-9"'([]/.test(piece.words)
  return isPlain && piece.start === run.end + 1 ? `${run.words} ${piece.words}` : undefined
}
