import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ColophonError } from '../../errors.ts'
import { replaceFile } from '../../files/durable.ts'
import { type Checkpoint, parseCheckpoint } from '../../log/checkpoint.ts'
import { LogError } from '../../log/errors.ts'
import { rangeRoot } from '../../log/hash-reader.ts'
import type { LogRows } from '../../store/sqlite/log/log.ts'

/** Keeps a signed note. An archive whose directory was removed has nothing to keep. */
export function keepCheckpoint(file: string, note: string): void {
  if (existsSync(dirname(file))) replaceFile(file, note)
}

/**
 * Keeps the newest signed note. Another process may sign a newer one meanwhile and be first to keep it, so whoever has
 * written looks again: the last to write leaves the newest.
 */
export function keepNewestCheckpoint(file: string, newest: () => string): void {
  let kept: string
  do {
    kept = newest()
    keepCheckpoint(file, kept)
  } while (kept !== newest())
}

/**
 * Refuses to go on with a database that is older than the last checkpoint, or another than that was signed of: a
 * log that grew from it would be a second one under the same key, and every mirror would call it a fork.
 *
 * @throws ColophonError `log_rolled_back`, with the cure
 */
export function refuseRollBack(file: string, rows: LogRows): void {
  const note = keptNote(file)
  if (note === undefined || note === rows.checkpoint()?.note) return
  const { size, root } = checkpointIn(note)
  const present = rows.size()
  if (size > present)
    throw rolledBack(
      `its log has ${present} entries, and the file "checkpoint" beside it was signed of ${size}`,
    )
  if (!rangeRoot(rows, { start: 0, end: size }).equals(root))
    throw rolledBack(
      `the first ${size} entries of its log are others than those that the file "checkpoint" beside it was signed of`,
    )
}

/** The checkpoint that is kept outside of the database; undefined when there is none. */
export function keptNote(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ENOENT') return undefined
    throw cause
  }
}

function checkpointIn(note: string): Checkpoint {
  try {
    return parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
  } catch (cause) {
    if (cause instanceof LogError)
      throw rolledBack('the file "checkpoint" beside it, which would show that it is not, cannot be read')
    throw cause
  }
}

function rolledBack(how: string): ColophonError {
  return new ColophonError(
    'log_rolled_back',
    `The database is not the one that was signed last: ${how}. Nothing more is published from it. Restore a newer backup, or what is missing from a mirror. Only if nobody can have seen what is lost, remove the file.`,
  )
}
