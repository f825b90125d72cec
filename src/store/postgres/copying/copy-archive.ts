import type postgres from 'postgres'
import { ColophonError } from '../../../errors.ts'
import { parseCheckpoint } from '../../../log/checkpoint.ts'
import type { Database } from '../../sqlite/database.ts'
import { ARCHIVE, connect, INCOMING } from '../connecting.ts'
import { PostgresDatabase } from '../database.ts'
import { Moments } from '../moments.ts'
import { asServerError } from '../server-errors.ts'
import { makeIndexes, makeTables } from '../steps.ts'
import { readsOf } from '../store.ts'
import { copyTable, TABLES } from './copy-rows.ts'
import { type LogPlace, proveLog, proveManifests } from './prove.ts'

/** What was copied and proven. */
export interface CopyReport {
  rows: number
  manifests: number
  /** Of the log, the root in hexadecimal. */
  log: { size: number; root: string }
}

/**
 * Copies an archive into a PostgreSQL database in one transaction, which ends once all of it is proven: before that nobody
 * sees any of it, and whatever ends this before leaves nothing. It takes the place of an earlier copy of the same archive.
 *
 * @param db within a read transaction, at a moment in which everything is signed
 * @param tell is told what is done next
 * @throws ColophonError `archive_damaged`, `fork`, `log_rolled_back`, `busy`, `storage_full`; LogError
 */
export async function copyArchive(
  db: Database,
  url: string,
  tell: (doing: string) => void = () => {},
): Promise<CopyReport> {
  const sql = connect(url, { most: 1, writes: true })
  try {
    return (await sql.begin((tx) => copyWithin(db, tx as unknown as postgres.Sql, tell))) as CopyReport
  } catch (error) {
    throw asServerError(error)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function copyWithin(
  db: Database,
  tx: postgres.Sql,
  tell: (doing: string) => void,
): Promise<CopyReport> {
  await refuseWritten(tx)
  const before = await earlierCopy(tx)
  await tx.unsafe(`CREATE SCHEMA ${INCOMING}`)
  await tx.unsafe(`SET LOCAL search_path = ${INCOMING}`)
  await tx.unsafe("SET LOCAL client_encoding = 'UTF8'")
  await makeTables(tx)
  let rows = 0
  for (const table of TABLES) {
    tell(`copying ${table}`)
    rows += await copyTable(db, tx, table)
  }
  tell('making indexes')
  await makeIndexes(tx)
  await tx.unsafe('ANALYZE')
  tell('proving')
  const made = new PostgresDatabase(tx, Infinity)
  const moments = new Moments(made)
  moments.end()
  const reads = readsOf(made, moments)
  const { signed, earlier } = await proveLog(reads, before?.size ?? 0)
  refuseOther(before, { signed, earlier })
  const manifests = await proveManifests(made, reads)
  await tx.unsafe(`DROP SCHEMA IF EXISTS ${ARCHIVE} CASCADE`)
  await tx.unsafe(`ALTER SCHEMA ${INCOMING} RENAME TO ${ARCHIVE}`)
  return { rows, manifests, log: { size: signed.size, root: signed.root.toString('hex') } }
}

/** Refuses to replace an archive that is written in the database: what was written there is nowhere else. */
async function refuseWritten(tx: postgres.Sql): Promise<void> {
  const [found] = await tx.unsafe(`SELECT to_regclass('${ARCHIVE}.log_head') IS NOT NULL AS is_there`)
  if (!found!['is_there']) return
  const [head] = await tx.unsafe(`SELECT written_since FROM ${ARCHIVE}.log_head FOR UPDATE`)
  if (typeof head?.['written_since'] !== 'string') return
  throw new ColophonError(
    'fork',
    `The archive in the database is written there since ${head['written_since']}: no copy takes its place any more. To copy it, mirror a server of it. Nothing was changed.`,
  )
}

/** The log of the copy that is there; undefined when there is none. */
async function earlierCopy(tx: postgres.Sql): Promise<LogPlace | undefined> {
  const [found] = await tx.unsafe(`SELECT to_regclass('${ARCHIVE}.checkpoint') IS NOT NULL AS is_there`)
  if (!found!['is_there']) return undefined
  const [last] = await tx.unsafe(`SELECT note FROM ${ARCHIVE}.checkpoint ORDER BY size DESC LIMIT 1`)
  const note = String(last?.['note'] ?? '')
  return note === '' ? undefined : parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
}

/** An archive never takes the place of another one, nor of a newer state of itself. */
function refuseOther(before: LogPlace | undefined, now: { signed: LogPlace; earlier: LogPlace }): void {
  if (!before) return
  if (before.size > now.signed.size)
    throw new ColophonError(
      'log_rolled_back',
      `The database holds a newer state of an archive: its log has ${before.size} entries, and this one ${now.signed.size}. Nothing was changed.`,
    )
  if (!before.root.equals(now.earlier.root))
    throw new ColophonError(
      'fork',
      'The database holds another archive. Name another database, or drop its schema "colophon" first. Nothing was changed.',
    )
}
