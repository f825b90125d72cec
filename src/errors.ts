/**
 * The errors of the house: each has a stable code, a sentence that says what was wrong and, where there
 * is one, the cure. They are thrown where they are known and turned into problems (HTTP) or exit codes
 * (the command) in one place each.
 */
export class ColophonError extends Error {
  readonly code: ErrorCode
  /** What a client may want to show or use beside the sentence. */
  readonly details: Record<string, unknown>

  /** `cause` is for the log alone. */
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}, cause?: Error) {
    super(message, { cause })
    this.name = new.target.name
    this.code = code
    this.details = details
  }
}

/** Stable codes: the last part of a problem's `type`. */
export type ErrorCode =
  | 'archive_damaged'
  | 'archive_exists'
  | 'archive_not_found'
  | 'archive_outdated'
  | 'archive_unusable'
  | 'backup_not_found'
  | 'backup_refused'
  | 'broken_partition'
  | 'busy'
  | 'cannot_listen'
  | 'core_collision'
  | 'empty_search'
  | 'empty_text'
  | 'erasure_unfinished'
  | 'export_refused'
  | 'invalid_encoding'
  | 'invalid_id'
  | 'invalid_item'
  | 'invalid_manifest'
  | 'invalid_reason'
  | 'invalid_selector'
  | 'invalid_setting'
  | 'is_mirror'
  | 'log_not_begun'
  | 'log_rolled_back'
  | 'metadata_too_long'
  | 'not_acceptable'
  | 'not_found'
  | 'paragraph_not_found'
  | 'quotation_too_common'
  | 'quote_not_found'
  | 'read_only_mirror'
  | 'revision_changed'
  | 'rotation_under_way'
  | 'search_too_long'
  | 'source_too_complex'
  | 'source_too_large'
  | 'storage_full'
  | 'too_many_omissions'
  | 'too_many_quotations'
  | 'unknown_item'
  | 'unknown_locale'
  | 'unknown_style'
  | 'unsupported_media_type'
  | 'unusable_key'
  | 'unusable_path'
  | 'unusable_style'
  | 'version_not_found'
  | 'withdrawn'
  | 'work_exists'
  | 'work_not_found'
