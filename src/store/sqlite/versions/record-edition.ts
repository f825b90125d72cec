import type { Edition, EditionFile } from '../../../edition/edition.ts'
import { refuseLongFileName } from '../../../loading/metadata/refuse-too-long.ts'
import type { Connection } from '../../sql/connection.ts'
import {
  blockRows,
  extractionRow,
  lineageRows,
  paragraphRows,
  sourceRow,
  versionRow,
} from './edition-rows.ts'
import { relocationRows, repairRows, segmentRows, statementRows } from './provenance-rows.ts'
import { recordTexts } from './record-text.ts'

/** When a source was received, something was extracted from it, and a version of it made (ISO times). */
export interface EditionTimes {
  receivedAt: string
  extractedAt: string
  createdAt: string
}

/**
 * Everything of one version, its source first: inside the caller's `withTextsIndexed`. Answers with the version's key. A
 * source that is there already stays as it is.
 *
 * @throws ColophonError `core_collision`, `metadata_too_long` for the file's name
 */
export function recordEdition(
  db: Connection,
  edition: Edition,
  { workNo, receivedAt, extractedAt, createdAt }: EditionTimes & { workNo: number },
): number {
  const { source, extraction } = edition
  recordSource(db, source, receivedAt)
  const versionNo = db.insert('version', versionRow(edition, { workNo, createdAt }))
  if (extraction) {
    recordSource(db, extraction, extractedAt)
    db.insert('extraction', extractionRow(extraction, versionNo))
  }
  db.insertAll('paragraph', paragraphRows(edition, workNo))
  db.insertAll('block', blockRows(edition, versionNo, recordTexts(db, edition.blocks)))
  db.insertAll('lineage', lineageRows(edition, versionNo))
  const { document } = edition
  db.insertAll('segment', segmentRows(document, versionNo))
  db.insertAll('statement', statementRows(document, versionNo))
  db.insertAll('repair', repairRows(document, versionNo))
  db.insertAll('relocation', relocationRows(document, versionNo))
  return versionNo
}

function recordSource(db: Connection, file: EditionFile, receivedAt: string): void {
  if (db.has('SELECT 1 FROM source WHERE sha256 = ?', file.sha256)) return
  refuseLongFileName(file.fileName ?? undefined)
  db.insert('source', sourceRow(file, receivedAt))
}
