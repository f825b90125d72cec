import { fingerprints, lettersOf } from '../../../text/winnowing.ts'
import { wordsOf } from '../../../text/words.ts'
import type { Database } from '../database.ts'

const REMOVE_FINGERPRINTS = "INSERT INTO fingerprint (fingerprint, rowid, tokens) VALUES ('delete', ?, ?)"
const REMOVE_WORDS = "INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', ?, ?)"
const COUNT_WORD = `INSERT INTO term (word, texts) VALUES (?, ?)
  ON CONFLICT (word) DO UPDATE SET texts = term.texts + excluded.texts`

/**
 * The indexes over the distinct texts: their fingerprints, their words, and in how many texts each word stands.
 * They hold nothing that the texts do not, so they may change; they are changed in the transactions of the texts.
 */
export class TextIndex {
  readonly #db: Database
  readonly #counts = new Map<string, number>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Indexes a text under its key. */
  add(no: number, text: string): void {
    this.#db.run('INSERT INTO fingerprint (rowid, tokens) VALUES (?, ?)', no, fingerprintTokens(text))
    const words = distinctWords(text)
    this.#db.run('INSERT INTO word_index (rowid, words) VALUES (?, ?)', no, [...words].join(' '))
    this.#countWords(words, 1)
  }

  /** Takes a text out of the indexes. */
  remove(no: number, text: string): void {
    this.#db.run(REMOVE_FINGERPRINTS, no, fingerprintTokens(text))
    const words = distinctWords(text)
    this.#db.run(REMOVE_WORDS, no, [...words].join(' '))
    this.#countWords(words, -1)
  }

  /** Writes how often words occur. To be called once, after the texts of a transaction. */
  flush(): void {
    for (const [word, texts] of this.#counts) {
      this.#db.run(COUNT_WORD, word, texts)
      if (texts < 0) this.#db.run('DELETE FROM term WHERE word = ? AND texts <= 0', word)
    }
    this.#counts.clear()
  }

  #countWords(words: Iterable<string>, texts: number): void {
    for (const word of words) this.#counts.set(word, (this.#counts.get(word) ?? 0) + texts)
  }
}

/** How a fingerprint is written in the index. */
export function fingerprintToken(fingerprint: number): string {
  return fingerprint.toString(36)
}

function fingerprintTokens(text: string): string {
  return [...fingerprints(lettersOf(text))].map(fingerprintToken).join(' ')
}

function distinctWords(text: string): Set<string> {
  const words = new Set<string>()
  for (const { word } of wordsOf(text)) words.add(word)
  return words
}

/** The indexes that FTS5 keeps. */
export const INDEXES = ['fingerprint', 'word_index'] as const

/** Indexes all texts anew, inside the caller's transaction: nothing stays of what the indexes held. */
export function indexAgain(db: Database): void {
  for (const index of INDEXES) db.run(`INSERT INTO ${index} (${index}) VALUES ('delete-all')`)
  db.run('DELETE FROM term')
  indexAll(db)
}

/** Texts indexed at a time when an archive gets its indexes. */
const BATCH = 1000

/** Indexes the texts of an archive that has no index yet, wholly or not at all. */
export function indexMissing(db: Database): void {
  if (db.has('SELECT 1 FROM text WHERE NOT EXISTS (SELECT 1 FROM term) LIMIT 1'))
    db.transaction(() => indexAll(db))
}

function indexAll(db: Database): void {
  const index = new TextIndex(db)
  for (let last = 0; ; ) {
    const texts = db.all<{ no: number; content: string }>(
      'SELECT no, content FROM text WHERE no > ? ORDER BY no LIMIT ?',
      last,
      BATCH,
    )
    for (const { no, content } of texts) index.add(no, content)
    index.flush()
    if (texts.length < BATCH) return
    last = texts.at(-1)!.no
  }
}
