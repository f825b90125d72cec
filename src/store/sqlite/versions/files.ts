import { EXTRACTED_FILE, type ExtractedRow, type File, filesFrom, SOURCE_FILE } from '../../sql/files.ts'
import type { Database } from '../database.ts'

/** The files of a version as its manifest names them. */
export function filesOf(db: Database, versionNo: number): File[] {
  return filesFrom(db.one<File>(SOURCE_FILE, versionNo), db.one<ExtractedRow>(EXTRACTED_FILE, versionNo))
}
