import { findOccurrences } from '../../../matching/occurrences.ts'
import { ReadingText } from '../../../matching/reading-text.ts'
import { elidedMatches } from '../../../matching/verification/omissions/elided.ts'
import { Quotation } from '../../../matching/verification/quotation.ts'
import { canonicalWords } from '../../../text/canonical.ts'
import type { Connection } from '../../sql/connection.ts'
import { WITHDRAWN } from '../../sql/withdrawn.ts'
import type { WithdrawalOrder } from '../../withdrawals.ts'
import { blockRecords } from '../versions/version-records.ts'
import { eraseVersions, isErasable } from './erase.ts'

/** What an order comes to. Versions by the store's own keys. */
interface Concerned {
  workNo: number
  /** Those to be withdrawn, which may have been withdrawn before. Who erases the last erases all of the work. */
  concerned: number[]
  /** Those that remain after. */
  remaining: number[]
  /** Whether there is anything to do that was not done before. */
  isChange: boolean
  /** Whether no version of the work remains. */
  wholeWork: boolean
}

/** The versions that an order concerns; undefined when there is no such work, or no such version of it. */
export function versionsConcerned(db: Connection, order: WithdrawalOrder): Concerned | undefined {
  const workNo = db.value<number>('SELECT no FROM work WHERE id = ?', order.work)
  if (workNo === undefined) return undefined
  const versions = db.all<{ no: number; id: string; withdrawn: 0 | 1; erased: 0 | 1 }>(
    `SELECT version.no, version.id, withdrawal.no IS NOT NULL AS withdrawn,
         coalesce(withdrawal.erased, 0) AS erased
       FROM version
       LEFT JOIN withdrawn_version ON withdrawn_version.version_no = version.no
       LEFT JOIN withdrawal ON withdrawal.no = withdrawn_version.withdrawal_no
       WHERE version.work_no = ? ORDER BY version.no`,
    workNo,
  )
  const named = versions.filter(({ id }) => order.version === null || id === order.version)
  if (named.length === 0) return undefined
  const remaining = versions.filter((version) => !version.withdrawn && !named.includes(version))
  const wholeWork = remaining.length === 0
  const concerned = order.erase && wholeWork ? versions : named
  const numbers = concerned.map(({ no }) => no)
  return {
    workNo,
    concerned: numbers,
    remaining: remaining.map(({ no }) => no),
    isChange:
      named.some(({ withdrawn }) => !withdrawn) ||
      (order.erase && (concerned.some(({ erased }) => !erased) || isErasable(db, numbers))),
    wholeWork,
  }
}

const MARK = `INSERT INTO withdrawn_version (version_no, withdrawal_no) VALUES (?, ?)
  ON CONFLICT (version_no) DO NOTHING`
const MARK_ERASED = `INSERT INTO withdrawn_version (version_no, withdrawal_no) VALUES (?, ?)
  ON CONFLICT (version_no) DO UPDATE SET withdrawal_no = excluded.withdrawal_no`

/** Records the withdrawal and takes the texts away, inside the caller's transaction. Ids stay: they are never used again. */
export function recordWithdrawal(
  db: Connection,
  { workNo, concerned, remaining, wholeWork }: Concerned,
  { reason, erase, now }: { reason: string; erase: boolean; now: string },
): void {
  const withdrawal = db.insert('withdrawal', {
    work_no: workNo,
    whole_work: wholeWork ? 1 : 0,
    reason,
    erased: erase ? 1 : 0,
    withdrawn_at: now,
  })
  for (const no of concerned) db.run(erase ? MARK_ERASED : MARK, no, withdrawal)
  blankQuotes(db, workNo, remaining)
  for (const no of concerned) deleteText(db, no)
  if (db.engine.keepsFormatted) db.run('DELETE FROM formatted_citation')
  if (erase) eraseVersions(db, { workNo, versions: concerned, now })
}

/** Quotes first recorded in withdrawn versions lose their words, unless they stand in one that remains. */
function blankQuotes(db: Connection, workNo: number, remaining: readonly number[]): void {
  const quotes = db.all<{ id: string; exact: string }>(
    `SELECT id, exact FROM quote WHERE work_no = ? AND exact <> ''
       AND version_no IN ${WITHDRAWN}`,
    workNo,
  )
  if (quotes.length === 0) return
  const kept = remaining.map((no) => new ReadingText([...blockRecords(db, no)]))
  for (const { id, exact } of quotes)
    if (!kept.some((text) => holds(text, exact))) db.run("UPDATE quote SET exact = '' WHERE id = ?", id)
}

/** Whether a quote stands in a text word for word, save for what it leaves out itself. */
function holds(text: ReadingText, exact: string): boolean {
  return (
    findOccurrences(text, canonicalWords(exact)).length > 0 ||
    elidedMatches(text, new Quotation(exact), 1).length > 0
  )
}

function deleteText(db: Connection, versionNo: number): void {
  const texts = db.all<{ no: number; content: string }>(
    `SELECT DISTINCT text.no, text.content FROM block JOIN text ON text.no = block.text_no
       WHERE block.version_no = ?`,
    versionNo,
  )
  for (const table of ['segment', 'statement', 'repair', 'relocation', 'block'])
    db.run(`DELETE FROM ${table} WHERE version_no = ?`, versionNo)
  const index = db.engine.textIndex()
  for (const { no, content } of texts) {
    if (db.has('SELECT 1 FROM block WHERE text_no = ? LIMIT 1', no)) continue
    index.remove(no, content)
    db.run('DELETE FROM text WHERE no = ?', no)
  }
  index.flush()
}
