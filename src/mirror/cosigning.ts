/** A mirror as a witness: it cosigns what it has verified, and what others show it that extends that. */
import { openPrepared } from '../archive/preparing.ts'
import { CosignedNotes } from '../archive/signing/cosigned-notes.ts'
import { cosignaturesFile } from '../files/archive-files.ts'
import { openCheckpoint } from '../log/checkpoint.ts'
import { rangeRoot } from '../log/hash-reader.ts'
import { type NoteVerifier, parseVerifierKey } from '../log/note-key.ts'
import type { Database } from '../store/sqlite/database.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import {
  addCheckpoint,
  alone,
  cosignNext,
  isWitness,
  makeWitness,
  openWitness,
  type WitnessReply,
} from '../witnesses/witness.ts'
import { MirrorError } from './errors.ts'
import { newestEvidence, withKept } from './evidence.ts'
import { settingsOfMirror } from './mirror-file.ts'

/**
 * Cosigns the newest checkpoint that is complete here, where the mirror is a witness. Nothing happens when it has cosigned
 * a larger one that somebody showed it.
 *
 * @throws MirrorError `fork` when the log here is not one that extends what was cosigned; ColophonError `busy`
 */
export async function cosignSynced(
  directory: string,
  db: Database,
  { keys, now }: { keys: readonly NoteVerifier[]; now: string },
): Promise<void> {
  const log = new LogRows(db)
  const row = log.checkpoint()
  if (!row || !isWitness(directory)) return
  await alone(directory, async () => {
    const witness = openWitness(directory)
    const { last } = witness.state
    const checkpoint = openCheckpoint(row.note, keys)
    if (last && last.size > checkpoint.size) return
    if (last && rangeRoot(log, { start: 0, end: last.size }).toString('hex') !== last.root)
      throw new MirrorError(
        'fork',
        `The log is another than the one of which ${last.size} entries were cosigned here. Nothing was cosigned. Both signed notes are kept.`,
        { ours: last.note, theirs: row.note },
      )
    const line = cosignNext(directory, witness, { checkpoint, note: row.note, now })
    new CosignedNotes(cosignaturesFile(db.file)).add(row, [line])
  })
}

/**
 * Makes a mirror a witness of this name, and cosigns what is complete in it; the key of one that is a witness already.
 * Undefined when it is none, and no name is given.
 *
 * @throws MirrorError `not_a_mirror`; ColophonError `archive_unusable`
 */
export async function becomeWitness(directory: string, name?: string): Promise<NoteVerifier | undefined> {
  if (isWitness(directory)) return openWitness(directory).key
  const { keys } = settingsOfMirror(directory)
  if (name === undefined) return undefined
  const key = makeWitness(directory, name)
  const connection = await openPrepared(directory)
  try {
    const trusted = keys.map(parseVerifierKey)
    await cosignSynced(directory, connection, { keys: trusted, now: new Date().toISOString() })
  } finally {
    connection.close()
  }
  return key
}

/** What a mirror answers to a log that asks it to cosign a checkpoint; undefined when it is no witness. */
export async function answerLog(directory: string, body: string): Promise<WitnessReply | undefined> {
  if (!isWitness(directory)) return undefined
  return addCheckpoint(directory, body, {
    keys: settingsOfMirror(directory).keys.map(parseVerifierKey),
    now: new Date().toISOString(),
    forked: (notes) => {
      // Whoever shows it again and again fills no disk.
      if (newestEvidence(directory)) return
      withKept(directory, new MirrorError('fork', 'The log showed another history to somebody else.', notes))
    },
  })
}
