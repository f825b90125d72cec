import { CommanderError } from 'commander'
import { ColophonError, type ErrorCode } from '../errors.ts'
import { ToolFailure } from '../mcp/api.ts'

/** What the command's exit codes mean. Anything else is a failure too. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  incomplete: 3,
  notFound: 4,
  altered: 5,
  badSignature: 6,
  fork: 7,
  rolledBack: 8,
  noArchive: 10,
} as const

/** What the command ends with when an error of this code keeps it from its work; with a failure after all others. */
const EXIT_BY_CODE: Partial<Record<ErrorCode, number>> = {
  archive_damaged: EXIT.altered,
  archive_not_found: EXIT.noArchive,
  backup_not_found: EXIT.notFound,
  bad_signature: EXIT.badSignature,
  fork: EXIT.fork,
  invalid_decision: EXIT.usage,
  invalid_list: EXIT.usage,
  invalid_setting: EXIT.usage,
  is_mirror: EXIT.noArchive,
  log_rolled_back: EXIT.rolledBack,
  mirror_busy: EXIT.incomplete,
  mirror_damaged: EXIT.altered,
  mirror_full: EXIT.incomplete,
  malformed_policy: EXIT.usage,
  not_a_mirror: EXIT.noArchive,
  not_cosigned: EXIT.badSignature,
  origin_altered: EXIT.altered,
  origin_omits: EXIT.altered,
  origin_rolled_back: EXIT.rolledBack,
  origin_unreachable: EXIT.incomplete,
  unknown_locale: EXIT.notFound,
  unknown_signer: EXIT.badSignature,
  unknown_style: EXIT.notFound,
  unusable_path: EXIT.usage,
  version_not_found: EXIT.notFound,
  withdrawn: EXIT.notFound,
  work_not_found: EXIT.notFound,
  wrong_origin: EXIT.badSignature,
}

/** The exit code of a command that an error keeps from its work. To ask for help is no error. */
export function exitCodeOfError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  if (error instanceof ToolFailure) return exitCodeOfAnswer(error)
  return error instanceof ColophonError ? exitCodeOf(error.code) : EXIT.failure
}

/** The exit code that tells what the API refused: by its kind, else by its status. */
function exitCodeOfAnswer({ kind, status }: ToolFailure): number {
  if (kind === 'unreachable') return EXIT.incomplete
  const known = EXIT_BY_CODE[kind as ErrorCode]
  if (known !== undefined) return known
  if (status === 404 || status === 410) return EXIT.notFound
  return [400, 406, 422].includes(status) ? EXIT.usage : EXIT.failure
}

/** The exit code that tells an error of this code. */
export function exitCodeOf(code: ErrorCode): number {
  return EXIT_BY_CODE[code] ?? EXIT.failure
}
