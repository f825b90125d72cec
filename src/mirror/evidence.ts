import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explainedStorage } from '../archive/storage-errors.ts'
import { MirrorError } from './errors.ts'

/**
 * Does what may find out that an origin shows another history. The notes that prove it are kept in the directory
 * `evidence` of the mirror.
 *
 * @throws MirrorError as it was thrown, and whether its notes could not be kept
 */
export async function keepingEvidence<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof MirrorError ? withKept(directory, error) : explainedStorage(error)
  }
}

function withKept(directory: string, error: MirrorError): MirrorError {
  const { code, message, notes } = error
  const kept = Object.entries(notes)
  if (kept.length === 0) return error
  const evidence = join(directory, 'evidence', `${new Date().toISOString().replaceAll(':', '')}-${code}`)
  try {
    mkdirSync(evidence, { recursive: true })
    for (const [name, note] of kept) writeFileSync(join(evidence, `${name}.note`), note)
    return error
  } catch (cause) {
    const why = (cause as Error).message
    return new MirrorError(
      code,
      `${message} But the notes could not be written to ${evidence}: ${why}.`,
      notes,
    )
  }
}
