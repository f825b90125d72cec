import type { Connection } from '../../sql/connection.ts'
import { EXTRACTED_FILE, type ExtractedRow, type File, filesFrom, SOURCE_FILE } from '../../sql/files.ts'

/** The files of a version as its manifest names them. */
export function filesOf(db: Connection, versionNo: number): File[] {
  return filesFrom(db.one<File>(SOURCE_FILE, versionNo), db.one<ExtractedRow>(EXTRACTED_FILE, versionNo))
}
