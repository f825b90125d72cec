import { readFileSync } from 'node:fs'
import { ColophonError } from '../errors.ts'
import { witnessFile } from '../files/archive-files.ts'
import { replaceFile } from '../files/durable.ts'

/** What a witness remembers: its name, and the largest tree of each log that it cosigned. */
export interface WitnessState {
  name: string
  /** Of the log; null before the first. The note is what the log signed. */
  last: { size: number; root: string; note: string } | null
}

/** Undefined when the directory holds no witness. @throws ColophonError `archive_unusable` when the file is damaged */
export function readWitnessState(directory: string): WitnessState | undefined {
  let cause: unknown
  try {
    const { v, name, last } = Object(JSON.parse(readFileSync(witnessFile(directory), 'utf8'))) as Record<
      string,
      unknown
    >
    if (v === 1 && typeof name === 'string' && (last === null || isLast(last))) return { name, last }
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined
    cause = error
  }
  // A witness that forgot what it cosigned could cosign a fork.
  throw new ColophonError(
    'archive_unusable',
    'The file witness.json of this witness cannot be read or is damaged, and nothing is cosigned without it. Restore it; else retire the key beside it, and make another witness.',
    {},
    cause,
  )
}

export function writeWitnessState(directory: string, { name, last }: WitnessState): void {
  replaceFile(witnessFile(directory), `${JSON.stringify({ v: 1, name, last }, null, 2)}\n`)
}

function isLast(value: unknown): value is NonNullable<WitnessState['last']> {
  const { size, root, note } = Object(value) as Record<string, unknown>
  return (
    Number.isSafeInteger(size) &&
    typeof root === 'string' &&
    /^[0-9a-f]{64}$/.test(root) &&
    typeof note === 'string'
  )
}
