import type { MirrorCode } from '../../mirror/errors.ts'
import type { SyncReport } from '../../mirror/sync.ts'
import { EXIT } from '../exit-codes.ts'

/** What a command that is kept from its work by this ends with. */
export const EXIT_OF_MIRROR: Record<MirrorCode, number> = {
  bad_signature: EXIT.badSignature,
  directory_not_empty: EXIT.failure,
  fork: EXIT.fork,
  mirror_busy: EXIT.incomplete,
  mirror_damaged: EXIT.altered,
  not_a_mirror: EXIT.noArchive,
  origin_altered: EXIT.altered,
  origin_omits: EXIT.altered,
  origin_rolled_back: EXIT.rolledBack,
  origin_unreachable: EXIT.incomplete,
}

/** The exit code of a sync that came to its end: what was altered is worse than what is missing. */
export function exitCodeOf({ complete, failures }: SyncReport): number {
  if (failures.some(({ code }) => code === 'origin_altered' || code === 'origin_omits')) return EXIT.altered
  return complete ? EXIT.ok : EXIT.incomplete
}
