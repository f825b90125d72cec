/** Checkpoints (C2SP tlog-checkpoint): a signed note that says what tree the log has at a size. */
import { printBase64, readHash } from './base64.ts'
import { LogError } from './errors.ts'
import { openNote } from './note.ts'
import type { NoteVerifier } from './note-key.ts'
import { EMPTY_ROOT } from './tree-hash.ts'

/** A log's tree at a size. */
export interface Checkpoint {
  /** The log that says so; the name of its key. */
  origin: string
  size: number
  root: Buffer
  /** Lines after the root, of no meaning here. The log itself writes none. */
  extensions: string[]
}

/** A checkpoint that keys of its log signed. */
export interface SignedCheckpoint extends Checkpoint {
  signedBy: NoteVerifier[]
}

const SIZE = /^(?:0|[1-9][0-9]{0,15})$/

/** The text of a checkpoint, for `signNote`. */
export function printCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, size, printBase64(root), ...extensions].map((line) => `${line}\n`).join('')
}

/** @throws LogError `malformed_checkpoint` */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  const end = lines.pop()
  const [origin = '', size = '', base64 = '', ...extensions] = lines
  const root = readHash(base64)
  if (end !== '' || origin === '' || extensions.includes('')) throw malformed('are not lines of text')
  if (!SIZE.test(size) || !Number.isSafeInteger(Number(size))) throw malformed('have no size in line 2')
  if (!root) throw malformed('have no root in line 3')
  if (size === '0' && !root.equals(EMPTY_ROOT)) throw malformed('have a root without leaves')
  return { origin, size: Number(size), root, extensions }
}

/**
 * Opens a checkpoint with the keys that are trusted. Its origin must be the name of a key that signed it, so that
 * no log can speak for another.
 *
 * @throws LogError those of `openNote`, `malformed_checkpoint`, `wrong_origin`
 */
export function openCheckpoint(note: string, trusted: readonly NoteVerifier[]): SignedCheckpoint {
  const { text, signedBy } = openNote(note, trusted)
  const checkpoint = parseCheckpoint(text)
  if (!signedBy.some(({ name }) => name === checkpoint.origin)) {
    throw new LogError(
      'wrong_origin',
      `The checkpoint is of the log ${checkpoint.origin}, which did not sign it.`,
    )
  }
  return { ...checkpoint, signedBy }
}

function malformed(what: string): LogError {
  return new LogError('malformed_checkpoint', `The checkpoint's lines ${what}.`)
}
