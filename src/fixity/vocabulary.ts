import type { Database } from '../store/sqlite/database.ts'
import { MultisetDigest } from './multiset.ts'

/** A view of an index: a row for each token and text (`instance`), or for each token (`row`). This connection alone has it. */
export function vocabularyOf(db: Database, table: string, kind: 'instance' | 'row'): string {
  const view = `temp.${table}_${kind}`
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS ${view} USING fts5vocab('main', '${table}', '${kind}')`)
  return view
}

/** Every token and the text that has it, as SQLite reads them, which takes several times as long as reading the pages. */
export function readTokens(db: Database, table: string): MultisetDigest {
  const found = new MultisetDigest()
  const rows = db.eachTuple<[string, number]>(`SELECT term, doc FROM ${vocabularyOf(db, table, 'instance')}`)
  for (const [token, no] of rows) found.add(token, no)
  return found
}
