import type { Damage, DamageKind, Damages } from '../fixity/damage.ts'
import { DamagedArchive } from '../fixity/damaged-archive.ts'
import { EXIT } from './exit-codes.ts'
import { note, print, printJson } from './output.ts'

const EXIT_OF: Record<DamageKind, number> = {
  damaged: EXIT.altered,
  bad_signature: EXIT.badSignature,
  fork: EXIT.fork,
  rolled_back: EXIT.rolledBack,
}

/** Prints each fault on a line of its own, and lets the command end with the exit code of the gravest. */
export function reportDamages({ found, gravest }: Damages, { json = false }: { json?: boolean }): void {
  for (const damage of found) {
    if (json) printJson({ damage })
    else print(inWords(damage))
  }
  if (gravest) process.exitCode = EXIT_OF[gravest]
}

/** A damaged value makes no line of its own. */
function inWords({ kind, table, key, work, what }: Damage): string {
  const where = [table, key, work && `(work ${work})`].filter(Boolean).join(' ')
  return `${kind.replaceAll('_', ' ')}: ${where} ${what}`.replaceAll('\n', '\\n')
}

/** Runs what writes and verifies; what is found damaged is told fault by fault. */
export async function tellingDamages(json: { json?: boolean }, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof DamagedArchive)) throw error
    note(`error: ${error.message}`)
    reportDamages(error.damages, json)
  }
}
