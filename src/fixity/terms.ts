import type SQLite from 'better-sqlite3'
import type { Damages } from './damage.ts'
import { MultisetDigest } from './multiset.ts'

/**
 * Whether the table `term` says of each word how many texts have it.
 *
 * @param vocabulary a view of the index of words with columns `term` and `doc`, a row for each word
 */
export function compareTerms(sql: SQLite.Database, vocabulary: string, damages: Damages): void {
  const said = digestOf(sql, 'SELECT word, texts FROM term')
  const found = digestOf(sql, `SELECT term, doc FROM ${vocabulary}`)
  if (!said || !found?.equals(said)) tellTerms(sql, vocabulary, damages)
}

/** Undefined when one is no text with a whole number. */
function digestOf(sql: SQLite.Database, select: string): MultisetDigest | undefined {
  const digest = new MultisetDigest()
  for (const [word, texts] of sql.prepare<[], [unknown, unknown]>(select).raw().iterate()) {
    if (typeof word !== 'string' || !Number.isInteger(texts)) return undefined
    digest.add(word, texts as number)
  }
  return digest
}

/** Word by word, once it is known that some are wrong. */
function tellTerms(sql: SQLite.Database, vocabulary: string, damages: Damages): void {
  const rows = sql
    .prepare<[], { word: string; texts: number; found: number }>(
      `SELECT word, texts, coalesce((SELECT doc FROM ${vocabulary} WHERE term = word), 0) AS found FROM term`,
    )
    .iterate()
  let met = 0
  let told = 0
  for (const { word, texts, found } of rows) {
    if (found > 0) met++
    if (texts === found && found > 0) continue
    told++
    damages.add({
      table: 'term',
      key: word,
      what: `says ${texts} texts have the word, and ${found} do`,
    })
  }
  const words = sql.prepare<[], number>(`SELECT count(*) FROM ${vocabulary}`).pluck().get()
  if (met !== words) damages.add({ table: 'term', what: 'lacks words that the texts have' })
  else if (told === 0) damages.add({ table: 'term', what: 'has other words than the texts' })
}
