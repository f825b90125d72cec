import { fingerprints, lettersOf } from '../../../text/winnowing.ts'
import { distinctWords } from '../../../text/words.ts'
import type { Connection, TextIndex } from '../../sql/connection.ts'

const REMOVE_FINGERPRINTS = "INSERT INTO fingerprint (fingerprint, rowid, tokens) VALUES ('delete', ?, ?)"
const REMOVE_WORDS = "INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', ?, ?)"
const COUNT_WORD = `INSERT INTO term (word, texts) VALUES (?, ?)
  ON CONFLICT (word) DO UPDATE SET texts = term.texts + excluded.texts`

/** The indexes over the texts as FTS5 keeps them. */
export class SqliteTextIndex implements TextIndex {
  readonly #db: Connection
  readonly #counts = new Map<string, { texts: number }>()

  constructor(db: Connection) {
    this.#db = db
  }

  add(no: number, text: string): void {
    this.#db.run('INSERT INTO fingerprint (rowid, tokens) VALUES (?, ?)', no, fingerprintTokens(text))
    const words = distinctWords(text)
    this.#db.run('INSERT INTO word_index (rowid, words) VALUES (?, ?)', no, [...words].join(' '))
    this.#countWords(words, 1)
  }

  remove(no: number, text: string): void {
    if (no > lastIndexed(this.#db)) return
    this.#db.run(REMOVE_FINGERPRINTS, no, fingerprintTokens(text))
    const words = distinctWords(text)
    this.#db.run(REMOVE_WORDS, no, [...words].join(' '))
    this.#countWords(words, -1)
  }

  flush(): void {
    // Neighbours of the table one after the other.
    for (const word of [...this.#counts.keys()].sort()) {
      const { texts } = this.#counts.get(word)!
      this.#db.run(COUNT_WORD, word, texts)
      if (texts < 0) this.#db.run('DELETE FROM term WHERE word = ? AND texts <= 0', word)
    }
    this.#counts.clear()
  }

  #countWords(words: Iterable<string>, texts: number): void {
    for (const word of words) {
      const count = this.#counts.get(word)
      if (count) count.texts += texts
      else this.#counts.set(word, { texts })
    }
  }
}

/** How a fingerprint is written in the index. */
export function fingerprintToken(fingerprint: number): string {
  return fingerprint.toString(36)
}

function fingerprintTokens(text: string): string {
  return [...fingerprints(lettersOf(text))].map(fingerprintToken).join(' ')
}

/** The indexes that FTS5 keeps. */
export const INDEXES = ['fingerprint', 'word_index'] as const

/** The key of the last text that is in the indexes; 0 for none. A new text has a key behind all, and is in none yet. */
export function lastIndexed(db: Connection): number {
  return db.value<number>('SELECT coalesce(max(id), 0) FROM word_index_docsize')!
}
