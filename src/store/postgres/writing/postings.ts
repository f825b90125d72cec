import { fingerprints, lettersOf } from '../../../text/winnowing.ts'
import { distinctWords } from '../../../text/words.ts'
import type { Connection, TextIndex } from '../../sql/connection.ts'

const FROM_TEXTS = 'FROM json_to_recordset(?::text::json) AS given (no bigint, postings text)'
const ADD_WORDS = `INSERT INTO word (word, text_no)
  SELECT word, no ${FROM_TEXTS}, unnest(string_to_array(postings, ' ')) AS word ORDER BY word, no`
const ADD_FINGERPRINTS = `INSERT INTO fingerprint (hash, text_no)
  SELECT hash, no ${FROM_TEXTS}, unnest(string_to_array(postings, ' ')::bigint[]) AS hash ORDER BY hash, no`
const REMOVE_WORDS = `DELETE FROM word USING unnest(string_to_array(?, ' ')) AS gone
  WHERE word.word = gone AND text_no = ?`
const REMOVE_FINGERPRINTS = `DELETE FROM fingerprint USING unnest(string_to_array(?, ' ')::bigint[]) AS gone
  WHERE hash = gone AND text_no = ?`
const COUNT_WORDS = `INSERT INTO term (word, texts)
  SELECT word, texts FROM json_to_recordset(?::text::json) AS given (word text, texts bigint) ORDER BY word
  ON CONFLICT (word) DO UPDATE SET texts = term.texts + excluded.texts`
const FORGET_WORDS = `DELETE FROM term WHERE texts <= 0
  AND word IN (SELECT json_array_elements_text(?::text::json))`

/** The tables that stand in the place of SQLite's indexes over the texts. */
export class Postings implements TextIndex {
  readonly #db: Connection
  readonly #lastIndexed: number
  readonly #words: { no: number; postings: string }[] = []
  readonly #fingerprints: { no: number; postings: string }[] = []
  readonly #counts = new Map<string, number>()

  constructor(db: Connection, lastIndexed: number) {
    this.#db = db
    this.#lastIndexed = lastIndexed
  }

  add(no: number, text: string): void {
    const words = distinctWords(text)
    this.#words.push({ no, postings: [...words].join(' ') })
    this.#fingerprints.push({ no, postings: hashesOf(text) })
    this.#count(words, 1)
  }

  remove(no: number, text: string): void {
    if (no > this.#lastIndexed) return
    const words = distinctWords(text)
    this.#db.run(REMOVE_WORDS, [...words].join(' '), no)
    this.#db.run(REMOVE_FINGERPRINTS, hashesOf(text), no)
    this.#count(words, -1)
  }

  flush(): void {
    if (this.#words.length > 0) {
      this.#db.run(ADD_WORDS, JSON.stringify(this.#words.splice(0)))
      this.#db.run(ADD_FINGERPRINTS, JSON.stringify(this.#fingerprints.splice(0)))
    }
    const counts = [...this.#counts].map(([word, texts]) => ({ word, texts }))
    if (counts.length > 0) this.#db.run(COUNT_WORDS, JSON.stringify(counts))
    const fewer = counts.filter(({ texts }) => texts < 0).map(({ word }) => word)
    if (fewer.length > 0) this.#db.run(FORGET_WORDS, JSON.stringify(fewer))
    this.#counts.clear()
  }

  #count(words: Iterable<string>, texts: number): void {
    for (const word of words) this.#counts.set(word, (this.#counts.get(word) ?? 0) + texts)
  }
}

function hashesOf(text: string): string {
  return [...fingerprints(lettersOf(text))].join(' ')
}
