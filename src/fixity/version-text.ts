import { versionIdOfDigests } from '../identity/ids.ts'
import { type BlockKind, type LoadedBlock, PARAGRAPH_KINDS } from '../loading/block.ts'
import { BrokenPartition } from '../loading/errors.ts'
import { assertPartition } from '../loading/partition.ts'
import type { Segment } from '../loading/segment.ts'
import { segmentsByBlock, sourceRanges } from '../loading/source-ranges.ts'
import type { TextRecord } from '../store/records.ts'
import type { Database } from '../store/sqlite/database.ts'
import { readSource } from '../store/sqlite/versions/sources.ts'
import type { Damages } from './damage.ts'

/** A block with all that its row and its text say. */
export type BlockRow = TextRecord & {
  previous: string | null
  next: string | null
  sourceRanges: string
  codePoints: number
}

/** What a version's row says of its text. */
export interface TextSummary {
  id: string
  sourceSha256: string
  /** SHA-256 of the file whose bytes the segments count. */
  readFrom: string
  paragraphCount: number
  wordCount: number
  repairCount: number
  unresolvedCount: number
}

/** The version that is checked: its key, its row, its blocks and segments in order. */
export interface CheckedText {
  no: number
  work: string
  row: TextSummary
  blocks: readonly BlockRow[]
  segments: readonly Segment[]
}

const REPAIRS = `SELECT count(*) FILTER (WHERE certainty <> 'unresolved') AS repairs,
    count(*) FILTER (WHERE certainty = 'unresolved') AS unresolved
  FROM repair WHERE version_no = ?`

/** Checks what follows from the text of a version: its id, the paragraphs' order, the counts, the way back to the source. */
export class TextCheck {
  readonly #db: Database
  readonly #damages: Damages

  constructor(db: Database, damages: Damages) {
    this.#db = db
    this.#damages = damages
  }

  /** One version that is not withdrawn. */
  check(text: CheckedText): void {
    const { no, work, row, blocks } = text
    const place = { table: 'version', key: String(no), work }
    const paragraphs = blocks.filter(({ kind }) => PARAGRAPH_KINDS.has(kind as BlockKind))
    this.#damages.expect(versionIdOfDigests(blocks) === row.id, {
      ...place,
      what: 'has an id that its blocks do not make',
    })
    this.#damages.expect(this.#isCounted(text, paragraphs), {
      ...place,
      what: 'has counts other than its rows make',
    })
    this.#checkOrder(text, paragraphs)
    this.#damages.examine({ ...place, table: 'segment' }, () => this.#checkSource(text))
  }

  #isCounted({ no, row }: CheckedText, paragraphs: readonly BlockRow[]): boolean {
    const { repairs, unresolved } = this.#db.one<{ repairs: number; unresolved: number }>(REPAIRS, no)!
    return (
      row.paragraphCount === paragraphs.length &&
      row.wordCount === paragraphs.reduce((sum, { text }) => sum + countWords(text), 0) &&
      row.repairCount === repairs &&
      row.unresolvedCount === unresolved
    )
  }

  /** Each paragraph has its number and knows those beside it; what is none knows nobody. */
  #checkOrder({ no, work, blocks }: CheckedText, paragraphs: readonly BlockRow[]): void {
    const places = new Map(paragraphs.map((block, at) => [block, at]))
    for (const block of blocks) {
      const at = places.get(block)
      const isInPlace =
        at === undefined
          ? block.previous === null && block.next === null
          : block.number === at + 1 &&
            block.previous === (paragraphs[at - 1]?.paragraph ?? null) &&
            block.next === (paragraphs[at + 1]?.paragraph ?? null)
      if (!isInPlace)
        this.#damages.add({
          table: 'block',
          key: `${no}/${block.ordinal}`,
          work,
          what: 'does not stand where it is told to, beside those that it is told to',
        })
    }
  }

  /** The segments partition the source, the blocks follow from them, and so do the ranges that each is told to have. */
  #checkSource({ no, work, row, blocks, segments }: CheckedText): void {
    const bytes = readSource(this.#db, row.readFrom)!
    try {
      assertPartition(segments, bytes, blocks as unknown as LoadedBlock[])
    } catch (error) {
      if (!(error instanceof BrokenPartition)) throw error
      const what = `of the version does not lead from the source to the text: ${error.what}`
      this.#damages.add({ table: 'segment', key: String(no), work, what })
      return
    }
    const reaching = segmentsByBlock(segments)
    for (const { ordinal, text, codePoints, sourceRanges: kept } of blocks) {
      const ranges = sourceRanges(reaching.get(ordinal) ?? [], text, 0, codePoints)
      if (JSON.stringify(ranges) !== kept)
        this.#damages.add({
          table: 'block',
          key: `${no}/${ordinal}`,
          work,
          what: 'is told to come from other bytes than its segments say',
        })
    }
  }
}

/** Words with one space between them. */
function countWords(text: string): number {
  let count = 1
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++
  return count
}
