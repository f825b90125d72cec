import crypto from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type postgres from 'postgres'
import { SCHEMA } from '../../../../migrations/postgres/index.ts'
import { ColophonError } from '../../../errors.ts'
import { fingerprints, lettersOf } from '../../../text/winnowing.ts'
import { distinctWords } from '../../../text/words.ts'
import type { Database } from '../../sqlite/database.ts'
import { copyLine } from './copy-text.ts'

/** Characters that are sent at a time. */
const SENT = 256 * 1024
/** Rows that are read back at a time. COPY would stop with the driver's stream (3.4.9) when its last part filled a buffer. */
const READ = 1000

/** Tables that SQLite has no rows of: its indexes over the texts. */
const POSTINGS = {
  word: (no: number, text: string) => [...distinctWords(text)].map((word) => [word, no]),
  fingerprint: (no: number, text: string) => [...fingerprints(lettersOf(text))].map((hash) => [hash, no]),
}

/** The tables in the order in which they are copied. */
export const TABLES = Object.keys(SCHEMA.columnsOf)

/**
 * Copies a table into an empty one, and reads it back: it is the same, byte for byte, or this throws.
 *
 * @param tx in the transaction that made the table
 * @returns how many rows it has
 */
export async function copyTable(db: Database, tx: postgres.Sql, table: string): Promise<number> {
  const { columns, key } = SCHEMA.columnsOf[table]!
  const names = columns.join(', ')
  const [sent, came] = [new Lines(), new Lines()]
  const rows = table in POSTINGS ? postings(db, POSTINGS[table as keyof typeof POSTINGS]) : rowsOf(db, table)
  await pipeline(
    Readable.from(sent.chunks(rows), { objectMode: false }),
    await tx.unsafe(`COPY ${table} (${names}) FROM STDIN WITH (FREEZE)`).writable(),
  )
  if (table in POSTINGS) await came.count(tx, table)
  else
    for await (const some of tx
      .unsafe(`SELECT ${names} FROM ${table} ORDER BY ${key.join(', ')}`)
      .cursor(READ))
      came.add(some.map((row) => columns.map((column) => row[column])))
  if (sent.rows !== came.rows || (!(table in POSTINGS) && sent.digest() !== came.digest()))
    throw new ColophonError(
      'archive_unusable',
      `The table ${table} did not come out as it was sent. Nothing was kept.`,
    )
  return sent.rows
}

function rowsOf(db: Database, table: string): Iterable<unknown[]> {
  const { columns, key } = SCHEMA.columnsOf[table]!
  return db.eachTuple(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${key.join(', ')}`)
}

function* postings(
  db: Database,
  postingsOf: (no: number, text: string) => unknown[][],
): Generator<unknown[]> {
  const texts = db.eachTuple<[number, string]>('SELECT no, content FROM text ORDER BY no')
  for (const [no, content] of texts) yield* postingsOf(no, content)
}

/** Lines that are counted and digested as they pass. */
class Lines {
  rows = 0
  readonly #hash = crypto.createHash('sha256')

  add(rows: unknown[][]): void {
    for (const row of rows) {
      this.rows++
      this.#hash.update(copyLine(row))
    }
  }

  *chunks(rows: Iterable<unknown[]>): Generator<string> {
    let gathered = ''
    for (const row of rows) {
      this.rows++
      gathered += copyLine(row)
      if (gathered.length < SENT) continue
      this.#hash.update(gathered)
      yield gathered
      gathered = ''
    }
    this.#hash.update(gathered)
    if (gathered !== '') yield gathered
  }

  async count(tx: postgres.Sql, table: string): Promise<void> {
    const [row] = await tx.unsafe(`SELECT count(*)::int AS rows FROM ${table}`)
    this.rows = row!['rows'] as number
  }

  digest(): string {
    return this.#hash.digest('hex')
  }
}
