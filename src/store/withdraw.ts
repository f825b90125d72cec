import type SQLite from 'better-sqlite3'
import { ReadingText } from '../quoting/reading-text.ts'
import { inserter } from './inserter.ts'
import { TextIndex } from './text-index.ts'
import { blockRecords } from './version-records.ts'

/** What is to be withdrawn. */
export interface WithdrawalOrder {
  /** Id of the work. */
  work: string
  /** Id of one version, all rows of it; null for the whole work. */
  version: string | null
  reason: string
  /** Whether the sources' bytes, and a whole work's metadata, are to go too. */
  erase: boolean
}

/** Versions by the store's own keys. */
interface Versions {
  workNo: number
  /** Those to be withdrawn, which may have been withdrawn before. */
  concerned: number[]
  /** Those that remain after. */
  remaining: number[]
}

/** The versions that an order concerns; undefined when there is no such work, or no such version of it. */
export function versionsConcerned(sql: SQLite.Database, order: WithdrawalOrder): Versions | undefined {
  const workNo = sql.prepare<[string], number>('SELECT no FROM work WHERE id = ?').pluck().get(order.work)
  if (workNo === undefined) return undefined
  const versions = sql
    .prepare<[number], { no: number; id: string; withdrawn: 0 | 1 }>(
      `SELECT no, id, no IN (SELECT version_no FROM withdrawn_version) AS withdrawn
       FROM version WHERE work_no = ? ORDER BY no`,
    )
    .all(workNo)
  const concerned = versions.filter(({ id }) => order.version === null || id === order.version)
  if (concerned.length === 0) return undefined
  const numbers = concerned.map(({ no }) => no)
  const remaining = versions.filter(({ no, withdrawn }) => !withdrawn && !numbers.includes(no))
  return { workNo, concerned: numbers, remaining: remaining.map(({ no }) => no) }
}

/** Records the withdrawal and takes the texts away, inside the caller's transaction. Ids stay: they are never used again. */
export function recordWithdrawal(
  sql: SQLite.Database,
  { workNo, concerned, remaining }: Versions,
  { reason, erase, now }: { reason: string; erase: boolean; now: string },
): void {
  const withdrawal = inserter(
    sql,
    'withdrawal',
  )({
    work_no: workNo,
    whole_work: remaining.length === 0 ? 1 : 0,
    reason,
    erased: erase ? 1 : 0,
    withdrawn_at: now,
  })
  const mark = sql.prepare(
    'INSERT INTO withdrawn_version (version_no, withdrawal_no) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  for (const no of concerned) mark.run(no, withdrawal)
  blankQuotes(sql, concerned, remaining)
  for (const no of concerned) deleteText(sql, no)
  sql.prepare('DELETE FROM formatted_citation').run()
  if (erase)
    eraseSources(sql, workNo, { versions: remaining.length > 0 ? concerned : withdrawnOf(sql, workNo), now })
}

/** Every version of a work that was withdrawn, now or before. */
function withdrawnOf(sql: SQLite.Database, workNo: number): number[] {
  return sql
    .prepare<[number], number>(
      'SELECT version_no FROM withdrawn_version JOIN version ON version.no = version_no WHERE work_no = ?',
    )
    .pluck()
    .all(workNo)
}

/** Quotes first recorded in these versions lose their words, unless they stand in one that remains. */
function blankQuotes(sql: SQLite.Database, concerned: readonly number[], remaining: readonly number[]): void {
  const recorded = sql.prepare<[number], { id: string; exact: string }>(
    "SELECT id, exact FROM quote WHERE version_no = ? AND exact <> ''",
  )
  const quotes = concerned.flatMap((no) => recorded.all(no))
  if (quotes.length === 0) return
  const kept = remaining.map((no) => new ReadingText([...blockRecords(sql, no)]).folded.words)
  const blank = sql.prepare("UPDATE quote SET exact = '' WHERE id = ?")
  for (const { id, exact } of quotes) {
    const words = new ReadingText([{ ordinal: 0, number: null, paragraph: null, text: exact }]).folded.words
    if (!kept.some((text) => text.includes(words))) blank.run(id)
  }
}

function deleteText(sql: SQLite.Database, versionNo: number): void {
  const texts = sql
    .prepare<[number], { no: number; content: string }>(
      `SELECT DISTINCT text.no, text.content FROM block JOIN text ON text.no = block.text_no
       WHERE block.version_no = ?`,
    )
    .all(versionNo)
  for (const table of ['segment', 'statement', 'repair', 'relocation', 'block'])
    sql.prepare(`DELETE FROM ${table} WHERE version_no = ?`).run(versionNo)
  const isUsed = sql.prepare<[number], number>('SELECT 1 FROM block WHERE text_no = ? LIMIT 1').pluck()
  const remove = sql.prepare('DELETE FROM text WHERE no = ?')
  const index = new TextIndex(sql)
  for (const { no, content } of texts) {
    if (isUsed.get(no) !== undefined) continue
    index.remove(no, content)
    remove.run(no)
  }
  index.flush()
}

function eraseSources(
  sql: SQLite.Database,
  workNo: number,
  { versions, now }: { versions: readonly number[]; now: string },
): void {
  const erase = sql.prepare(
    `UPDATE source SET content = x'', file_name = NULL, erased_at = @now
     WHERE erased_at IS NULL AND sha256 IN (SELECT source_sha256 FROM version WHERE no = @no)
       AND NOT EXISTS (SELECT 1 FROM version WHERE version.source_sha256 = source.sha256
         AND version.no NOT IN (SELECT version_no FROM withdrawn_version))`,
  )
  for (const no of versions) erase.run({ now, no })
  sql
    .prepare(
      `UPDATE metadata SET body = '{}', title = '', title_folded = '', authors_folded = '', language = NULL,
         issued_from = NULL, issued_until = NULL
       WHERE work_no = @workNo AND EXISTS
         (SELECT 1 FROM withdrawal WHERE withdrawal.work_no = @workNo AND whole_work AND erased)`,
    )
    .run({ workNo })
}

/**
 * Makes the file forget what was erased: the pages that are free now, the segments of the indexes and the log of
 * writes. To be called after the commit; it takes as long as reading the indexes.
 */
export function forgetErased(sql: SQLite.Database): void {
  for (const index of ['fingerprint', 'word_index'])
    sql.prepare(`INSERT INTO ${index} (${index}) VALUES ('optimize')`).run()
  sql.prepare('DELETE FROM term WHERE texts <= 0').run()
  sql.exec('VACUUM')
  sql.pragma('wal_checkpoint(TRUNCATE)')
}
