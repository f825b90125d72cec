import type { Database } from '../store/sqlite/database.ts'
import type { Damages } from './damage.ts'
import { MultisetDigest } from './multiset.ts'

/**
 * Whether the table `term` says of each word how many texts have it.
 *
 * @param vocabulary a view of the index of words with columns `term` and `doc`, a row for each word
 */
export function compareTerms(db: Database, vocabulary: string, damages: Damages): void {
  const said = digestOf(db, 'SELECT word, texts FROM term')
  const found = digestOf(db, `SELECT term, doc FROM ${vocabulary}`)
  if (!said || !found?.equals(said)) tellTerms(db, vocabulary, damages)
}

/** Undefined when one is no text with a whole number. */
function digestOf(db: Database, select: string): MultisetDigest | undefined {
  const digest = new MultisetDigest()
  for (const [word, texts] of db.eachTuple<[unknown, unknown]>(select)) {
    if (typeof word !== 'string' || !Number.isInteger(texts)) return undefined
    digest.add(word, texts as number)
  }
  return digest
}

/** Word by word, once it is known that some are wrong. */
function tellTerms(db: Database, vocabulary: string, damages: Damages): void {
  const rows = db.each<{ word: string; texts: number; found: number }>(
    `SELECT word, texts, coalesce((SELECT doc FROM ${vocabulary} WHERE term = word), 0) AS found FROM term`,
  )
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
  const words = db.value<number>(`SELECT count(*) FROM ${vocabulary}`)
  if (met !== words) damages.add({ table: 'term', what: 'lacks words that the texts have' })
  else if (told === 0) damages.add({ table: 'term', what: 'has other words than the texts' })
}
