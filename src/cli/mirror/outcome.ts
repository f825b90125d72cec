import type { SyncReport } from '../../mirror/sync.ts'
import { EXIT } from '../exit-codes.ts'

/** The exit code of a sync that came to its end: what was altered is worse than what is missing. */
export function exitCodeOfSync({ complete, failures }: SyncReport): number {
  if (failures.some(({ code }) => code === 'origin_altered' || code === 'origin_omits')) return EXIT.altered
  return complete ? EXIT.ok : EXIT.incomplete
}
