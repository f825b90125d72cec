import type { ReadingBlock } from '../../../matching/reading-text.ts'
import type { BlockPlace } from '../../texts.ts'
import type { Database } from '../database.ts'
import { fingerprintToken } from './text-index.ts'

/** Places of one text that are looked at: a text that stands everywhere says nothing of where words come from. */
const MOST_PLACES = 40

const PLACES = `SELECT version.work_no AS "workNo", block.version_no AS "versionNo", block.ordinal
  FROM block JOIN version ON version.no = block.version_no
  WHERE block.text_no = ? ORDER BY block.version_no DESC LIMIT ?`

const BLOCKS = `SELECT block.ordinal, block.number, block.paragraph, text.content AS text
  FROM block JOIN text ON text.no = block.text_no
  WHERE block.version_no = ? AND block.ordinal BETWEEN ? AND ? ORDER BY block.ordinal`

/** Reads of the indexes over the texts. Nothing that a client sent stands in a query as it came. */
export class PassageReads {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Keys of texts with a fingerprint, at most `limit`. */
  withFingerprint(fingerprint: number, limit: number): number[] {
    return this.#db.values(
      'SELECT rowid FROM fingerprint WHERE fingerprint MATCH ? LIMIT ?',
      `"${fingerprintToken(fingerprint)}"`,
      limit,
    )
  }

  /** Keys of texts that have all these words (as `wordsOf` makes them), below `before`, the highest first. */
  withWords(words: readonly string[], before: number, limit: number): number[] {
    // Words have letters and digits alone, so there is no quotation mark to escape.
    return this.#db.values(
      'SELECT rowid FROM word_index WHERE word_index MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
      words.map((word) => `"${word}"`).join(' AND '),
      before,
      limit,
    )
  }

  /** In how many texts a word stands. */
  textsWith(word: string): number {
    return this.#db.value<number>('SELECT texts FROM term WHERE word = ?', word) ?? 0
  }

  /** Keys of texts with this core. */
  withCore(core: string): number[] {
    return this.#db.values('SELECT no FROM text WHERE core = ?', core)
  }

  /** Where a text stands, in the newest versions first. */
  placesOf(textNo: number): BlockPlace[] {
    return this.#db.all(PLACES, textNo, MOST_PLACES)
  }

  /** Blocks of a version by their ordinals, both included. */
  blocks(versionNo: number, from: number, to: number): ReadingBlock[] {
    return this.#db.all(BLOCKS, versionNo, from, to)
  }
}
