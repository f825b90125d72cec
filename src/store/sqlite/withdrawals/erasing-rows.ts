/** How rows are erased: fragments of SQL, each written once. */
import { IS_IN_USE } from '../../sql/withdrawn.ts'

/** Erases, at `@now`, the sources that nothing needs any more; conditions may follow. */
export const ERASE_SOURCES = `UPDATE source SET content = x'', file_name = NULL, erased_at = @now
  WHERE erased_at IS NULL AND NOT ${IS_IN_USE}`

/** Erases, at `@now`, manifests and notices; conditions follow. */
export const ERASE_BLOBS = `UPDATE blob SET content = zeroblob(0), erased_at = @now WHERE erased_at IS NULL`

/** Erases what was said of the texts of versions; conditions follow. */
export const ERASE_WARNINGS = `UPDATE version SET warnings = '[]' WHERE warnings <> '[]'`

/** Erases every revision of the metadata of works; conditions follow. */
export const ERASE_METADATA = `UPDATE metadata SET body = '{}', title = '', title_folded = '', authors_folded = '',
  language = NULL, issued_from = NULL, issued_until = NULL WHERE body <> '{}'`
