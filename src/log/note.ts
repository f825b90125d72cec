/** Signed notes (C2SP signed-note): a text, a blank line, and signatures, one a line. */
import crypto from 'node:crypto'
import { printBase64, readBase64 } from './base64.ts'
import { LogError } from './errors.ts'
import type { NoteSigner, NoteVerifier } from './note-key.ts'

/** Longest note that is read, in characters, and most signatures: the specification wants 16 at least. */
const LONGEST_NOTE = 1_000_000
const MOST_SIGNATURES = 100
const SHORTEST_SIGNATURE = 5
const ID_BYTES = 4
/** A name of others may be longer than ours, and have control characters beyond ASCII's. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the specification forbids
const LINE = /^— ([^\p{White_Space}\u0000-\u001f+]+) ([A-Za-z0-9+/=]+)$/u

/** A line that signs the text; by whom it says, verified or not. */
export interface SignatureLine {
  line: string
  name: string
  id: string
  signature: Buffer
}

/** A note that one of the expected keys signed. */
export interface OpenedNote {
  /** The text with its last line feed. */
  text: string
  /** The expected keys whose signatures stand below it. */
  signedBy: NoteVerifier[]
  /** The note with the signatures of these keys alone. */
  signed: string
}

/**
 * The text signed by these keys, each a line.
 *
 * @throws LogError `malformed_note` when the text cannot be a note's
 */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  refuseText(text)
  const lines = signers.map(({ name, id, privateKey }) => {
    const signature = crypto.sign(null, Buffer.from(text), privateKey)
    return `— ${name} ${printBase64(Buffer.concat([Buffer.from(id, 'hex'), signature]))}\n`
  })
  return `${text}\n${lines.join('')}`
}

/**
 * Opens a note with the keys that are trusted. Signatures by others are ignored, as the specification asks.
 *
 * @throws LogError `malformed_note`; `bad_signature` when one by a trusted key is wrong, even beside a good one;
 *   `unknown_signer` when there is none by a trusted key
 */
export function openNote(note: string, trusted: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = parseNote(note)
  const signedBy = new Set<NoteVerifier>()
  let signed = `${text}\n`
  for (const { name, id, signature, line } of signatures) {
    const key = trusted.find((candidate) => candidate.name === name && candidate.id === id)
    if (!key) continue
    if (!crypto.verify(null, Buffer.from(text), key.publicKey, signature)) {
      throw new LogError('bad_signature', `The signature of ${name}+${id} does not fit the text.`)
    }
    signedBy.add(key)
    signed += `${line}\n`
  }
  if (signedBy.size === 0) {
    const names = signatures.map(({ name, id }) => `${name}+${id}`).join(', ')
    throw new LogError('unknown_signer', `No trusted key signed the note, but ${names}.`)
  }
  return { text, signedBy: [...signedBy], signed }
}

/**
 * The text of a note and the lines below it, nothing verified.
 *
 * @throws LogError `malformed_note`
 */
export function parseNote(note: string): { text: string; signatures: SignatureLine[] } {
  if (note.length > LONGEST_NOTE) throw malformed(`has more than ${LONGEST_NOTE} characters`)
  const split = note.lastIndexOf('\n\n')
  if (split < 0) throw malformed('has no blank line before its signatures')
  const text = note.slice(0, split + 1)
  refuseText(text)
  const lines = note.slice(split + 2).split('\n')
  if (lines.pop() !== '') throw malformed('does not end with a line feed')
  if (lines.length === 0) throw malformed('is not signed')
  if (lines.length > MOST_SIGNATURES) throw malformed(`has more than ${MOST_SIGNATURES} signatures`)
  return { text, signatures: lines.map(parseLine) }
}

function parseLine(line: string): SignatureLine {
  const [, name = '', base64 = ''] = LINE.exec(line) ?? []
  const bytes = readBase64(base64)
  if (!bytes || bytes.length < SHORTEST_SIGNATURE) {
    throw malformed('has a line below its text that is not a signature')
  }
  return {
    line,
    name,
    id: bytes.subarray(0, ID_BYTES).toString('hex'),
    signature: bytes.subarray(ID_BYTES),
  }
}

function refuseText(text: string): void {
  if (!text.endsWith('\n')) throw malformed('has a text that does not end with a line feed')
  if (!text.isWellFormed()) throw malformed('holds half a character')
  if (CONTROLS.test(text)) throw malformed('holds a control character')
}

/** ASCII control characters but the line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the specification forbids
const CONTROLS = /[\u0000-\u0009\u000b-\u001f]/

function malformed(what: string): LogError {
  return new LogError('malformed_note', `The note ${what}.`)
}
