/** A witness of one log (C2SP tlog-witness): it cosigns only what extends all that it cosigned before. */

import crypto from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ColophonError } from '../errors.ts'
import { witnessKeyFile } from '../files/archive-files.ts'
import { draftBeside } from '../files/drafts.ts'
import { exclusively } from '../files/lock.ts'
import { putNew } from '../files/put-new.ts'
import { openCheckpoint, parseCheckpoint, type SignedCheckpoint } from '../log/checkpoint.ts'
import { cosign } from '../log/cosignature.ts'
import { LogError } from '../log/errors.ts'
import { openNote, parseNote } from '../log/note.ts'
import { cosigner, type NoteSigner, type NoteVerifier, privateKeyPem } from '../log/note-key.ts'
import { extendsTree } from '../log/tree-verification.ts'
import { parseSubmission } from './submission.ts'
import { readWitnessState, type WitnessState, writeWitnessState } from './witness-state.ts'

/** An answer of the protocol: its status, and a body where it has one of its own. */
export type WitnessReply =
  | { status: 200; lines: string }
  | { status: 409; size: number }
  | { status: 400 | 403 | 404 | 422; why: string }

/** Whether a directory is of a witness. */
export function isWitness(directory: string): boolean {
  return existsSync(witnessKeyFile(directory))
}

/** Makes a mirror's directory a witness, and answers with its key. @throws LogError `malformed_key` for a name that is none */
export function makeWitness(directory: string, name: string): NoteSigner {
  const pem = privateKeyPem(crypto.randomBytes(32))
  const key = cosigner(name, pem)
  const [file, draft] = [witnessKeyFile(directory), draftBeside(witnessKeyFile(directory))]
  // The state first: a key without it would be one that forgot what it cosigned.
  if (!existsSync(file)) writeWitnessState(directory, { name, last: null })
  try {
    writeFileSync(draft, pem, { mode: 0o600, flush: true })
    putNew(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
  return key
}

/** A witness and what it remembers. */
export interface OpenedWitness {
  key: NoteSigner
  state: WitnessState
}

/** The witness of a directory. @throws ColophonError `archive_unusable` when its key or its memory is not there, or damaged */
export function openWitness(directory: string): OpenedWitness {
  const state = readWitnessState(directory)
  if (!state)
    throw unusable('What it cosigned last was lost: witness.json is not there. Restore it from a backup.')
  try {
    return { key: cosigner(state.name, readFileSync(witnessKeyFile(directory), 'utf8')), state }
  } catch (error) {
    throw unusable('Its key cannot be read. Restore it from a backup.', error)
  }
}

function unusable(why: string, cause?: unknown): ColophonError {
  return new ColophonError('archive_unusable', `This witness cosigns nothing now. ${why}`, {}, cause)
}

/** Lets one process at a time cosign: what is compared and what is written belong together. @throws ColophonError `busy` */
export function alone<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const busy = () => new ColophonError('busy', 'Another checkpoint is being cosigned. Try again in a second.')
  return exclusively(join(directory, '.witness-lock'), busy, work)
}

/** Cosigns a checkpoint that extends the last; to be called alone. It is remembered before anybody has the signature. */
export function cosignNext(
  directory: string,
  { key, state }: OpenedWitness,
  { checkpoint, note, now }: { checkpoint: SignedCheckpoint; note: string; now: string },
): string {
  const { size, root } = checkpoint
  writeWitnessState(directory, { ...state, last: { size, root: root.toString('hex'), note } })
  return cosign(parseNote(note).text, key, Math.floor(Date.parse(now) / 1000))
}

/** What a witness is asked with. */
export interface Asked {
  /** Of the log. */
  keys: readonly NoteVerifier[]
  /** ISO time. */
  now: string
  /** Is told of two notes that the log signed of one size, and that differ. */
  forked: (notes: { ours: string; theirs: string }) => void
}

/** What the witness of a directory answers to `add-checkpoint`. @throws ColophonError those of `openWitness`, `busy` */
export function addCheckpoint(directory: string, body: string, asked: Asked): Promise<WitnessReply> {
  return alone(directory, async () => {
    const witness = openWitness(directory)
    try {
      const submission = parseSubmission(body)
      const { origin, size } = parseCheckpoint(parseNote(submission.checkpoint).text)
      if (!asked.keys.some(({ name }) => name === origin))
        return { status: 404, why: `The log ${origin} is not known here.` }
      const checkpoint = openCheckpoint(submission.checkpoint, asked.keys)
      if (submission.old > size)
        return { status: 400, why: 'The old size is larger than that of the checkpoint.' }
      const { signed: note } = openNote(submission.checkpoint, asked.keys)
      return answerSigned(directory, witness, { ...submission, ...asked, checkpoint, note })
    } catch (error) {
      if (!(error instanceof LogError)) throw error
      const isOfOthers = ['bad_signature', 'unknown_signer', 'wrong_origin'].includes(error.code)
      return { status: isOfOthers ? 403 : 400, why: error.message }
    }
  })
}

/** What is answered to a checkpoint that the log signed. */
function answerSigned(
  directory: string,
  witness: OpenedWitness,
  {
    old,
    proof,
    checkpoint,
    note,
    now,
    forked,
  }: Asked & { old: number; proof: Buffer[]; checkpoint: SignedCheckpoint; note: string },
): WitnessReply {
  const { last } = witness.state
  if (old !== (last?.size ?? 0)) return { status: 409, size: last?.size ?? 0 }
  if (last && checkpoint.size === last.size && checkpoint.root.toString('hex') !== last.root) {
    forked({ ours: last.note, theirs: note })
    return { status: 409, size: last.size }
  }
  const isProven = last
    ? extendsTree({ size: last.size, root: Buffer.from(last.root, 'hex') }, checkpoint, proof)
    : proof.length === 0
  if (!isProven)
    return { status: 422, why: 'The proof does not show that the checkpoint extends the last one.' }
  return { status: 200, lines: cosignNext(directory, witness, { checkpoint, note, now }) }
}
