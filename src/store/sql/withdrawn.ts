/** What is withdrawn, and what still has use for a source: fragments of SQL, as SQLite and PostgreSQL both take them. */

/** The versions that are withdrawn, by their numbers. */
export const WITHDRAWN = '(SELECT version_no FROM withdrawn_version)'

/** Of a source: whether a version that is not withdrawn has it, or has it as what was extracted. */
export const IS_IN_USE = `EXISTS (SELECT 1 FROM version_file
  WHERE version_file.sha256 = source.sha256 AND version_no NOT IN ${WITHDRAWN})`

/** Of a manifest or notice: whether it publishes what was withdrawn. */
export const OF_WITHDRAWN = `EXISTS (SELECT 1 FROM publication JOIN withdrawn_version USING (version_no)
  WHERE manifest_sha256 = blob.sha256)`
