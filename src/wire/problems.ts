import type { Static } from 'typebox'
import { ColophonError, ERRORS, type ErrorCode } from '../errors.ts'
import { EXPLANATIONS } from './problem-explanations.ts'
import type { ExplainedProblemSchema, ProblemKindSchema } from './schemas/entry.ts'

/** The status of every kind of problem that the API answers with (RFC 9457), in the order in which they are listed. */
const STATUSES = {
  not_found: 404,
  work_not_found: 404,
  version_not_found: 404,
  paragraph_not_found: 404,
  quote_not_found: 404,
  words_not_found: 404,
  problem_not_found: 404,
  invalid_id: 400,
  invalid_parameter: 400,
  unknown_parameter: 400,
  invalid_cursor: 400,
  invalid_body: 400,
  invalid_text: 400,
  malformed_request: 400,
  empty_search: 400,
  search_too_long: 400,
  read_only_mirror: 403,
  read_only_store: 403,
  quotation_too_common: 422,
  empty_quote: 422,
  too_many_quotations: 422,
  quote_too_long: 422,
  ambiguous_quote: 409,
  unauthorized: 401,
  forbidden: 403,
  quotes_full: 403,
  method_not_allowed: 405,
  method_not_implemented: 501,
  format_not_implemented: 501,
  not_acceptable: 406,
  request_timeout: 408,
  body_too_large: 413,
  address_too_long: 414,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  expectation_failed: 417,
  too_many_requests: 429,
  headers_too_large: 431,
  internal: 500,
  not_ready: 503,
  empty_text: 422,
  invalid_encoding: 422,
  invalid_manifest: 422,
  metadata_too_long: 422,
  source_too_complex: 422,
  source_too_large: 413,
  unreadable_document: 422,
  broken_partition: 500,
  archive_damaged: 503,
  archive_unusable: 503,
  busy: 503,
  core_collision: 500,
  log_rolled_back: 500,
  storage_full: 507,
  invalid_selector: 422,
  invalid_item: 422,
  too_many_omissions: 422,
  unknown_item: 422,
  unknown_style: 404,
  unknown_locale: 404,
  unusable_key: 500,
  unusable_style: 500,
  invalid_reason: 400,
  erasure_unfinished: 503,
  revision_changed: 412,
  precondition_failed: 412,
  precondition_required: 428,
  withdrawn: 410,
  work_exists: 409,
  checkpoint_not_extended: 422,
} as const satisfies Partial<Record<ErrorCode, number>>

/** A kind of problem: the last part of its `type`. */
export type ProblemCode = keyof typeof STATUSES

export const PROBLEM_CODES = Object.keys(STATUSES) as ProblemCode[]

/** Whether the API answers with problems of this kind. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(STATUSES, code)
}

/** What a kind of problem is, for the page behind its `type`. */
export function problemKind(baseUrl: string, code: ProblemCode): Static<typeof ProblemKindSchema> {
  return { type: `${baseUrl}/problems/${code}`, status: STATUSES[code], title: ERRORS[code] }
}

/** The same, with when it is met and what to do then. */
export function explainedKind(baseUrl: string, code: ProblemCode): Static<typeof ExplainedProblemSchema> {
  const { when, cure }: { when: string; cure: string } = EXPLANATIONS[code]
  return { ...problemKind(baseUrl, code), when, cure }
}

/** An error that is to be answered: with members of its own beside the sentence, and with headers. */
export class Problem extends ColophonError {
  declare readonly code: ProblemCode
  readonly headers: Record<string, string>

  constructor(
    code: ProblemCode,
    detail: string,
    members: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(code, detail, members)
    this.headers = headers
  }

  get status(): number {
    return STATUSES[this.code]
  }
}

/** The body of `application/problem+json`. */
export function problemBody(baseUrl: string, { code, message, details }: Problem): Record<string, unknown> {
  const { type, title, status } = problemKind(baseUrl, code)
  return { type, title, status, detail: message, ...details }
}
