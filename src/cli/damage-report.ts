import type { Damage, DamageKind, Damages } from '../fixity/damage.ts'
import { EXIT } from './exit-codes.ts'
import { print } from './output.ts'

const EXIT_OF: Record<DamageKind, number> = {
  damaged: EXIT.altered,
  bad_signature: EXIT.badSignature,
  fork: EXIT.fork,
  rolled_back: EXIT.rolledBack,
}

/** Prints each fault on a line of its own, and lets the command end with the exit code of the gravest. */
export function reportDamages({ found, gravest }: Damages, { json = false }: { json?: boolean }): void {
  for (const damage of found) print(json ? JSON.stringify({ damage }) : inWords(damage))
  if (gravest) process.exitCode = EXIT_OF[gravest]
}

/** A damaged value may try to speak to the terminal. */
function inWords({ kind, table, key, work, what }: Damage): string {
  const where = [table, key, work && `(work ${work})`].filter(Boolean).join(' ')
  return `${kind.replaceAll('_', ' ')}: ${where} ${what}`.replace(/\p{Cc}/gu, '\ufffd')
}
