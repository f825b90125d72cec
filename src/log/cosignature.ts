/** Cosignatures (C2SP tlog-cosignature, Ed25519): what a witness says of a checkpoint, and when it said so. */
import crypto from 'node:crypto'
import { printBase64 } from './base64.ts'
import { LogError } from './errors.ts'
import { parseNote } from './note.ts'
import type { NoteSigner, NoteVerifier } from './note-key.ts'

/** That a witness has seen no larger tree of the log than this, at a time. */
export interface Cosignature {
  key: NoteVerifier
  /** Seconds since 1970. */
  time: number
  /** As it stands below the checkpoint, with its line feed. */
  line: string
}

const TIME_BYTES = 8
const SIGNATURE_BYTES = 64

/** The line with which a witness signs the text of a checkpoint. @param time in seconds since 1970 */
export function cosign(text: string, { name, id, privateKey }: NoteSigner, time: number): string {
  const stamp = Buffer.alloc(TIME_BYTES)
  stamp.writeBigUInt64BE(BigInt(time))
  const signature = crypto.sign(null, Buffer.from(message(text, time)), privateKey)
  return `— ${name} ${printBase64(Buffer.concat([Buffer.from(id, 'hex'), stamp, signature]))}\n`
}

/**
 * The cosignatures of these witnesses below a checkpoint, one of each at most. Lines of others are ignored.
 *
 * @throws LogError `malformed_note`; `bad_signature` when one of these witnesses is said to have signed, and did not
 */
export function cosignaturesOf(note: string, witnesses: readonly NoteVerifier[]): Cosignature[] {
  const { text, signatures } = parseNote(note)
  const found = new Map<NoteVerifier, Cosignature>()
  for (const { name, id, signature, line } of signatures) {
    const key = witnesses.find((witness) => witness.name === name && witness.id === id)
    if (!key) continue
    const time = signature.length === TIME_BYTES + SIGNATURE_BYTES ? Number(signature.readBigUInt64BE()) : -1
    const isRight =
      Number.isSafeInteger(time) &&
      time >= 0 &&
      crypto.verify(null, Buffer.from(message(text, time)), key.publicKey, signature.subarray(TIME_BYTES))
    if (!isRight)
      throw new LogError('bad_signature', `The cosignature of ${name}+${id} does not fit the checkpoint.`)
    if ((found.get(key)?.time ?? -1) < time) found.set(key, { key, time, line: `${line}\n` })
  }
  return [...found.values()]
}

function message(text: string, time: number): string {
  return `cosignature/v1\ntime ${time}\n${text}`
}
