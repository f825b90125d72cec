/**
 * The errors of the house: each has a stable code and a sentence that says what is wrong and how to cure it. They are
 * thrown where they are known, and turned into problems (HTTP) or exit codes (the command) in one place each.
 */
export class ColophonError extends Error {
  readonly code: ErrorCode
  /** What a client may want to show or use beside the sentence. */
  readonly details: Record<string, unknown>

  /** `cause` is for the log alone. */
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}, cause?: unknown) {
    super(message, { cause })
    this.name = new.target.name
    this.code = code
    this.details = details
  }
}

/** What can be wrong with what somebody asks for or sends, and with an archive that is open. */
const ARCHIVE = {
  not_found: 'There is nothing at this address',
  work_not_found: 'There is no such work',
  version_not_found: 'The work has no such version',
  paragraph_not_found: 'There is no such paragraph',
  quote_not_found: 'No such quote can be found',
  invalid_id: 'This is not an identifier',
  empty_search: 'A search needs a word',
  search_too_long: 'The search has too many words',
  read_only_mirror: 'A mirror is read-only',
  read_only_store: 'The archive is only read here',
  quotation_too_common: 'The quotation could stand anywhere',
  too_many_quotations: 'The manuscript has too many quotations',
  not_acceptable: 'There is no representation of this kind',
  unsupported_media_type: 'Bodies of this media type are not read here',
  empty_text: 'The source holds no text',
  invalid_encoding: 'The source is not UTF-8 text',
  invalid_manifest: 'The manifest does not fit',
  metadata_too_long: 'The metadata of the file is too long',
  source_too_complex: 'The source is marked up too deeply',
  source_too_large: 'The source is too large',
  unreadable_document: 'The document cannot be opened',
  broken_partition: 'The loader failed',
  archive_damaged: 'The archive is damaged',
  archive_unusable: 'The archive cannot be used',
  busy: 'The archive is busy',
  core_collision: 'Two texts share a core',
  log_rolled_back: 'The archive is older than its log',
  storage_full: 'The archive could not be written',
  invalid_selector: 'The selector selects no words here',
  invalid_item: 'This is not a CSL-JSON item',
  too_many_omissions: 'The quotation has too many omissions',
  unknown_item: 'The list has no such item',
  unknown_style: 'There is no such style',
  unknown_locale: 'There is no such locale',
  unusable_key: 'The key of the log cannot be used',
  unusable_style: 'The style cannot be used',
  invalid_reason: 'A withdrawal needs a reason',
  erasure_unfinished: 'The erasure is not finished',
  revision_changed: 'Somebody else changed it meanwhile',
  withdrawn: 'It was withdrawn',
  work_exists: 'The work exists already',
  checkpoint_not_extended: 'The checkpoint does not extend the one that was cosigned',
}

/** What can be wrong with the way in which something is asked over HTTP. */
const HTTP = {
  words_not_found: 'These words do not stand in the work',
  problem_not_found: 'There is no such kind of problem',
  invalid_parameter: 'A parameter has an impossible value',
  unknown_parameter: 'There is no such parameter',
  invalid_cursor: 'This is not a cursor of this list',
  invalid_body: 'The body does not fit',
  invalid_text: 'The text is not well-formed',
  malformed_request: 'The request cannot be read',
  empty_quote: 'A quote needs words',
  quote_too_long: 'The quote is too long',
  quotes_full: 'No more quotes are registered without a key',
  too_many_requests: 'The client asks too often',
  ambiguous_quote: 'The words stand in several places',
  unauthorized: 'A key is needed',
  forbidden: 'The key may not do this',
  method_not_allowed: 'The address does not support this method',
  method_not_implemented: 'The server does not support this method',
  format_not_implemented: 'The server does not support this format',
  request_timeout: 'The request came too slowly',
  body_too_large: 'The body is too large',
  address_too_long: 'The address is too long',
  range_not_satisfiable: 'The range lies outside the file',
  expectation_failed: 'The server cannot meet the expectation',
  headers_too_large: 'The headers are too large',
  internal: 'Something went wrong inside the server',
  not_ready: 'The server is not ready',
  precondition_required: 'A condition is needed',
  precondition_failed: 'There is something else by now',
}

/** What keeps the command from its work: whoever asks over HTTP never meets it. */
const COMMAND = {
  is_mirror: 'The archive is a mirror',
  archive_exists: 'There is an archive already',
  archive_not_found: 'The archive is missing',
  archive_outdated: 'The archive is of an older version',
  backup_not_found: 'The backup is missing',
  backup_refused: 'The backup cannot be written there',
  export_refused: 'The dumps cannot be written there',
  cannot_listen: 'The server cannot listen there',
  bag_damaged: 'The bag is not what its manifest says',
  invalid_decision: 'The repair cannot be decided like this',
  invalid_list: 'The list of manifests cannot be read',
  invalid_setting: 'A setting is wrong',
  log_not_begun: 'The log is empty',
  rotation_under_way: 'The key of the log is being changed',
  unusable_path: 'A file cannot be used',
}

/** What can be wrong with a log, its notes, its tiles, its blobs and its proofs. */
const LOG = {
  malformed_key: 'This is not a key of a log',
  malformed_note: 'This is not a signed note',
  bad_signature: 'No trusted key signed the note',
  unknown_signer: 'A key that is not known signed the note',
  malformed_checkpoint: 'This is not a checkpoint',
  malformed_policy: 'This is not a policy',
  not_cosigned: 'Too few witnesses cosigned the checkpoint',
  wrong_origin: 'The checkpoint is of another log',
  malformed_tile: 'This is not a tile of the log',
  missing_hash: 'The log lacks a hash',
  root_mismatch: 'The tree has another root than was signed',
  not_canonical: 'This is not canonical JSON',
  malformed_entry: 'This is not an entry of the log',
  malformed_manifest: 'This is not a manifest of a version',
  malformed_withdrawal: 'This is not the record of a withdrawal',
  malformed_proof: 'This is not a proof of a quote',
  entry_not_in_log: 'The entry is not in the log',
  not_a_publication: 'The entry publishes no version',
  manifest_mismatch: 'The manifest is not the one that was published',
  block_not_in_version: 'The block is not in the version',
  words_not_there: 'The words do not stand there',
  id_mismatch: 'The words have another id',
}

/** What a mirror can find of its origin or of itself. */
const MIRROR = {
  bad_signature: LOG.bad_signature,
  not_cosigned: LOG.not_cosigned,
  fork: 'One key signed two histories',
  directory_not_empty: 'The directory holds something already',
  mirror_busy: 'Another process changes the mirror',
  mirror_full: 'The copy may not grow further',
  mirror_damaged: 'The copy is not as it was made',
  not_a_mirror: 'The directory holds no mirror',
  origin_altered: 'The origin serves something else than was signed',
  origin_omits: 'The origin does not serve what its log names, and no entry withdraws it',
  origin_rolled_back: 'The log is shorter than it was',
  origin_unreachable: 'The origin does not answer, or says to come again',
}

/** What every code means, in a line. Codes never change. */
export const ERRORS = { ...ARCHIVE, ...HTTP, ...COMMAND, ...LOG, ...MIRROR } as const

export type ErrorCode = keyof typeof ERRORS
export type LogErrorCode = keyof typeof LOG
export type MirrorErrorCode = keyof typeof MIRROR
