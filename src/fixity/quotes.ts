import { coreOfDigest, sha256 } from '../identity/digest.ts'
import { printQuoteId } from '../identity/ids.ts'
import { ReadingText } from '../matching/reading-text.ts'
import { standsIn } from '../matching/standing.ts'
import type { QuoteRecord } from '../store/quotes.ts'
import type { Database } from '../store/sqlite/database.ts'
import { blockRecords } from '../store/sqlite/versions/version-records.ts'
import { canonicalWords } from '../text/canonical.ts'
import type { Damages } from './damage.ts'

/** A registered quote as it stands in the table, whether or not its work is there. */
interface Row extends Omit<QuoteRecord, 'work' | 'registeredAt'> {
  work: string | null
  withdrawn: 0 | 1
}

/** Whether every registered quote has the id of its words, and stands where it is told to. */
export function checkQuotes(db: Database, damages: Damages): void {
  const table = 'quote'
  let last: { no: number; text: ReadingText } | undefined
  const textOf = (no: number) => {
    if (last?.no !== no) last = { no, text: new ReadingText([...blockRecords(db, no)]) }
    return last.text
  }
  damages.examine({ table }, () => {
    // By version, so that each text is read once.
    const rows = db.each<Row>(`SELECT quote.id, work.id AS work, version_no AS "versionNo",
           version_no IN (SELECT version_no FROM withdrawn_version) AS withdrawn, core, occurrence,
           words_sha256 AS "wordsSha256", exact, start_block AS "startBlock", start_offset AS "startOffset",
           end_block AS "endBlock", end_offset AS "endOffset"
         FROM quote NOT INDEXED LEFT JOIN work ON work.no = work_no ORDER BY version_no`)
    for (const row of rows) {
      const place = { table, key: row.id, work: row.work }
      damages.examine(place, () => {
        const fault = faultOf(row) ?? (row.withdrawn ? null : placeFault(row, textOf(row.versionNo)))
        if (fault !== null) damages.add({ ...place, what: fault })
      })
    }
  })
}

function faultOf(row: Row): string | null {
  const { work, core, occurrence, wordsSha256, exact } = row
  if (work === null) return 'is of no work'
  if (printQuoteId({ work, core, occurrence }) !== row.id) return 'has another id than its words make'
  if (coreOfDigest(wordsSha256) !== core) return 'has not its core'
  if (exact === '') return row.withdrawn ? null : 'has lost its words'
  return sha256(canonicalWords(exact)) === wordsSha256 ? null : 'has not the digest of its words'
}

function placeFault(row: Row, text: ReadingText): string | null {
  return standsIn(text, row) ? null : 'does not stand where it is told to'
}
