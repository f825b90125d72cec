import type { ErrorCode } from '../../errors.ts'

/** What a kind of problem is, for the page behind its `type`. */
export interface ProblemKind {
  status: number
  title: string
}

/** Every kind of problem that the API answers with; the key is the last part of its `type` (RFC 9457). */
export const PROBLEMS: Record<HttpProblem | ErrorCode, ProblemKind> = {
  not_found: { status: 404, title: 'There is nothing at this address' },
  work_not_found: { status: 404, title: 'There is no such work' },
  version_not_found: { status: 404, title: 'The work has no such version' },
  paragraph_not_found: { status: 404, title: 'There is no such paragraph' },
  quote_not_found: { status: 404, title: 'No such quote can be found' },
  words_not_found: { status: 404, title: 'These words do not stand in the work' },
  problem_not_found: { status: 404, title: 'There is no such kind of problem' },
  invalid_id: { status: 400, title: 'This is not an identifier' },
  invalid_parameter: { status: 400, title: 'A parameter has an impossible value' },
  unknown_parameter: { status: 400, title: 'There is no such parameter' },
  invalid_cursor: { status: 400, title: 'This is not a cursor of this list' },
  invalid_body: { status: 400, title: 'The body does not fit' },
  invalid_text: { status: 400, title: 'The text is not well-formed' },
  malformed_request: { status: 400, title: 'The request cannot be read' },
  empty_search: { status: 400, title: 'A search needs a word' },
  search_too_long: { status: 400, title: 'The search has too many words' },
  is_mirror: { status: 500, title: 'The archive is a mirror' },
  read_only_mirror: { status: 403, title: 'A mirror takes in nothing' },
  quotation_too_common: { status: 422, title: 'The quotation could stand anywhere' },
  empty_quote: { status: 422, title: 'A quote needs words' },
  too_many_quotations: { status: 422, title: 'The manuscript has too many quotations' },
  quote_too_long: { status: 422, title: 'The quote is too long' },
  ambiguous_quote: { status: 409, title: 'The words stand in several places' },
  unauthorized: { status: 401, title: 'A key is needed' },
  forbidden: { status: 403, title: 'The key may not do this' },
  method_not_allowed: { status: 405, title: 'The address does not know this method' },
  method_not_implemented: { status: 501, title: 'The server does not know this method' },
  not_acceptable: { status: 406, title: 'There is no representation of this kind' },
  request_timeout: { status: 408, title: 'The request came too slowly' },
  body_too_large: { status: 413, title: 'The body is too large' },
  address_too_long: { status: 414, title: 'The address is too long' },
  unsupported_media_type: { status: 415, title: 'Bodies of this media type are not read here' },
  range_not_satisfiable: { status: 416, title: 'The range lies outside the file' },
  expectation_failed: { status: 417, title: 'The server cannot do what is expected' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'Something went wrong inside the server' },
  not_ready: { status: 503, title: 'The server is not ready' },
  empty_text: { status: 422, title: 'The source holds no text' },
  invalid_encoding: { status: 422, title: 'The source is not UTF-8 text' },
  invalid_manifest: { status: 422, title: 'The manifest does not fit' },
  metadata_too_long: { status: 422, title: 'The file says more of the work than is kept' },
  source_too_complex: { status: 422, title: 'The source is marked up too deeply' },
  source_too_large: { status: 413, title: 'The source is too large' },
  broken_partition: { status: 500, title: 'The loader failed' },
  archive_damaged: { status: 500, title: 'The archive is damaged' },
  archive_exists: { status: 500, title: 'There is an archive already' },
  archive_not_found: { status: 500, title: 'The archive is missing' },
  archive_outdated: { status: 500, title: 'The archive is of an older version' },
  archive_unusable: { status: 500, title: 'The archive cannot be used' },
  backup_not_found: { status: 500, title: 'The backup is missing' },
  backup_refused: { status: 500, title: 'The backup cannot be written there' },
  export_refused: { status: 500, title: 'The dumps cannot be written there' },
  cannot_listen: { status: 500, title: 'The server cannot listen there' },
  busy: { status: 503, title: 'The archive is busy' },
  core_collision: { status: 500, title: 'Two texts share a core' },
  invalid_setting: { status: 500, title: 'A setting is wrong' },
  log_not_begun: { status: 500, title: 'The log is empty' },
  log_rolled_back: { status: 500, title: 'The archive is older than its log' },
  rotation_under_way: { status: 500, title: 'The key of the log is being changed' },
  storage_full: { status: 507, title: 'The archive could not be written' },
  invalid_selector: { status: 422, title: 'The selector selects no words here' },
  invalid_item: { status: 422, title: 'This is no item of CSL-JSON' },
  too_many_omissions: { status: 422, title: 'The quotation has too many omissions' },
  unknown_item: { status: 422, title: 'The list has no such item' },
  unknown_style: { status: 404, title: 'There is no such style' },
  unknown_locale: { status: 404, title: 'There is no such locale' },
  unusable_key: { status: 500, title: 'The key of the log cannot be used' },
  unusable_path: { status: 500, title: 'A file cannot be used' },
  unusable_style: { status: 500, title: 'The style cannot be used' },
  invalid_reason: { status: 400, title: 'A withdrawal needs a reason' },
  erasure_unfinished: { status: 503, title: 'The erasure is not finished' },
  revision_changed: { status: 412, title: 'Somebody else changed it meanwhile' },
  precondition_required: { status: 428, title: 'A condition is needed' },
  withdrawn: { status: 410, title: 'It was withdrawn' },
  work_exists: { status: 409, title: 'The work exists already' },
}

/** The kinds that only HTTP knows. */
export type HttpProblem =
  | 'precondition_required'
  | 'words_not_found'
  | 'problem_not_found'
  | 'invalid_parameter'
  | 'unknown_parameter'
  | 'invalid_cursor'
  | 'invalid_body'
  | 'invalid_text'
  | 'malformed_request'
  | 'empty_quote'
  | 'quote_too_long'
  | 'ambiguous_quote'
  | 'unauthorized'
  | 'forbidden'
  | 'method_not_allowed'
  | 'method_not_implemented'
  | 'request_timeout'
  | 'body_too_large'
  | 'address_too_long'
  | 'range_not_satisfiable'
  | 'expectation_failed'
  | 'headers_too_large'
  | 'internal'
  | 'not_ready'

/** A problem to answer with: its kind, what was wrong with the cure, and members of its own. */
export class Problem extends Error {
  readonly kind: HttpProblem | ErrorCode
  readonly members: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(
    kind: HttpProblem | ErrorCode,
    detail: string,
    members: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(detail)
    this.name = 'Problem'
    this.kind = kind
    this.members = members
    this.headers = headers
  }

  get status(): number {
    return PROBLEMS[this.kind].status
  }
}

/** The body of `application/problem+json`. */
export function problemBody(baseUrl: string, problem: Problem): Record<string, unknown> {
  const { status, title } = PROBLEMS[problem.kind]
  return {
    type: `${baseUrl}/problems/${problem.kind}`,
    title,
    status,
    detail: problem.message,
    ...problem.members,
  }
}
