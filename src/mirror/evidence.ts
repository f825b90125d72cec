import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asStorageError } from '../store/storage-errors.ts'
import { MirrorError } from './errors.ts'

/** That an origin showed another history than before, or a shorter one. */
export interface Evidence {
  at: string
  code: 'fork' | 'origin_rolled_back'
}

/** A folder's name: the time without its colons, and what was found. */
const NAME = /^(\d{4}-\d\d-\d\dT\d\d)(\d\d)(\d\d\.\d{3}Z)-(fork|origin_rolled_back)$/

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
    throw error instanceof MirrorError ? withKept(directory, error) : asStorageError(error)
  }
}

/** What an origin did last that is kept as evidence, and when it was found (ISO time); null when there is none. */
export function newestEvidence(directory: string): Evidence | null {
  const folder = join(directory, 'evidence')
  const names = existsSync(folder) ? readdirSync(folder) : []
  const found = names.flatMap((name) => {
    const [, hour, minute, second, code] = NAME.exec(name) ?? []
    return code ? [{ at: `${hour}:${minute}:${second}`, code: code as Evidence['code'] }] : []
  })
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null
}

/** Keeps the notes that prove what an error tells. Answers with the error, or one that says too that they could not be kept. */
export function withKept(directory: string, error: MirrorError): MirrorError {
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
