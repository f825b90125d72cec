/** Stable codes of what can be wrong with a log, its notes, its tiles, its blobs and its proofs. */
export type LogErrorCode =
  // Signed notes and keys
  | 'malformed_key'
  | 'malformed_note'
  | 'bad_signature'
  | 'unknown_signer'
  // Checkpoints
  | 'malformed_checkpoint'
  | 'wrong_origin'
  // The tree
  | 'malformed_tile'
  | 'missing_hash'
  | 'root_mismatch'
  // Entries and the blobs that they name
  | 'not_canonical'
  | 'malformed_entry'
  | 'malformed_manifest'
  | 'malformed_withdrawal'
  // Proofs
  | 'malformed_proof'
  | 'entry_not_in_log'
  | 'not_a_publication'
  | 'manifest_mismatch'
  | 'block_not_in_version'
  | 'words_not_there'
  | 'id_mismatch'

/** Something of a log that is not what it must be. The sentence says what, the code says of which kind. */
export class LogError extends Error {
  readonly code: LogErrorCode

  constructor(code: LogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}
