/** What is withdrawn, what still has use for a source, and how rows are erased: fragments of SQL, each written once. */

/** The versions that are withdrawn, by their numbers. */
export const WITHDRAWN = '(SELECT version_no FROM withdrawn_version)'

/** Of a source: whether a version that is not withdrawn has it, or has it as what was extracted. */
export const IS_IN_USE = `EXISTS (SELECT 1 FROM version_file
  WHERE version_file.sha256 = source.sha256 AND version_no NOT IN ${WITHDRAWN})`

/** Of a manifest or notice: whether it publishes what was withdrawn. */
export const OF_WITHDRAWN = `EXISTS (SELECT 1 FROM publication JOIN withdrawn_version USING (version_no)
  WHERE manifest_sha256 = blob.sha256)`

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
