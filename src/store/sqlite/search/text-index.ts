import type SQLite from 'better-sqlite3'
import { fingerprints, lettersOf } from '../../../text/winnowing.ts'
import { wordsOf } from '../../../text/words.ts'
import { prepared } from '../prepared.ts'

/**
 * The indexes over the distinct texts: their fingerprints, their words, and in how many texts each word stands.
 * They hold nothing that the texts do not, so they may change; they are changed in the transactions of the texts.
 */
export class TextIndex {
  readonly #addFingerprints: SQLite.Statement<[number, string]>
  readonly #addWords: SQLite.Statement<[number, string]>
  readonly #removeFingerprints: SQLite.Statement<[number, string]>
  readonly #removeWords: SQLite.Statement<[number, string]>
  readonly #count: SQLite.Statement<[string, number]>
  readonly #forget: SQLite.Statement<[string]>
  readonly #counts = new Map<string, number>()

  constructor(sql: SQLite.Database) {
    this.#addFingerprints = prepared(sql, 'INSERT INTO fingerprint (rowid, tokens) VALUES (?, ?)')
    this.#addWords = prepared(sql, 'INSERT INTO word_index (rowid, words) VALUES (?, ?)')
    this.#removeFingerprints = prepared(
      sql,
      "INSERT INTO fingerprint (fingerprint, rowid, tokens) VALUES ('delete', ?, ?)",
    )
    this.#removeWords = prepared(
      sql,
      "INSERT INTO word_index (word_index, rowid, words) VALUES ('delete', ?, ?)",
    )
    this.#count = prepared(
      sql,
      'INSERT INTO term (word, texts) VALUES (?, ?) ON CONFLICT DO UPDATE SET texts = texts + excluded.texts',
    )
    this.#forget = prepared(sql, 'DELETE FROM term WHERE word = ? AND texts <= 0')
  }

  /** Indexes a text under its key. */
  add(no: number, text: string): void {
    this.#addFingerprints.run(no, fingerprintTokens(text))
    const words = distinctWords(text)
    this.#addWords.run(no, [...words].join(' '))
    this.#countWords(words, 1)
  }

  /** Takes a text out of the indexes. */
  remove(no: number, text: string): void {
    this.#removeFingerprints.run(no, fingerprintTokens(text))
    const words = distinctWords(text)
    this.#removeWords.run(no, [...words].join(' '))
    this.#countWords(words, -1)
  }

  /** Writes how often words occur. To be called once, after the texts of a transaction. */
  flush(): void {
    for (const [word, texts] of this.#counts) {
      this.#count.run(word, texts)
      if (texts < 0) this.#forget.run(word)
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
export function indexAgain(sql: SQLite.Database): void {
  for (const index of INDEXES) sql.prepare(`INSERT INTO ${index} (${index}) VALUES ('delete-all')`).run()
  sql.prepare('DELETE FROM term').run()
  indexAll(sql)
}

/** Texts indexed at a time when an archive gets its indexes. */
const BATCH = 1000

/** Indexes the texts of an archive that has no index yet, wholly or not at all. */
export function indexMissing(sql: SQLite.Database): void {
  const isMissing = sql.prepare('SELECT 1 FROM text WHERE NOT EXISTS (SELECT 1 FROM term) LIMIT 1')
  if (isMissing.get()) sql.transaction(() => indexAll(sql)).immediate()
}

function indexAll(sql: SQLite.Database): void {
  const index = new TextIndex(sql)
  const page = sql.prepare<[number, number], { no: number; content: string }>(
    'SELECT no, content FROM text WHERE no > ? ORDER BY no LIMIT ?',
  )
  for (let last = 0; ; ) {
    const texts = page.all(last, BATCH)
    for (const { no, content } of texts) index.add(no, content)
    index.flush()
    if (texts.length < BATCH) return
    last = texts.at(-1)!.no
  }
}
