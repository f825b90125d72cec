/**
 * Keys of signed notes (C2SP signed-note): Ed25519 alone, of logs (signature type 0x01), and of witnesses, whose
 * signatures have the time (0x04, C2SP tlog-cosignature).
 */
import crypto, { type KeyObject } from 'node:crypto'
import { printBase64, readBase64 } from './base64.ts'
import { LogError } from './errors.ts'

const ED25519 = 0x01
const COSIGNATURE = 0x04
type SignatureType = typeof ED25519 | typeof COSIGNATURE
const KEY_BYTES = 32
const ID_BYTES = 4
/** What stands before the 32 bytes of a private key in PKCS#8 (RFC 8410 §7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const LONGEST_NAME = 200

/** A key that verifies: what one must have to trust a log. */
export interface NoteVerifier {
  /** Such as `archive.example/log`. */
  name: string
  type: SignatureType
  /** First four bytes of SHA-256(name || "\n" || type || public key), as 8 hexadecimal characters. */
  id: string
  publicKey: KeyObject
}

/** A key that signs. */
export interface NoteSigner extends NoteVerifier {
  privateKey: KeyObject
}

/** Is this a name for a key of ours: not empty, without white space and plus signs? */
export function isKeyName(name: string): boolean {
  return name.length <= LONGEST_NAME && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name) && name.isWellFormed()
}

/**
 * A new private key from 32 random bytes: PKCS#8 in PEM, as `openssl` and the rest of the world read it.
 * Whoever writes it to a file lets no one else read it (mode 0600).
 */
export function privateKeyPem(seed: Uint8Array): string {
  const key = crypto.createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  return key.export({ format: 'pem', type: 'pkcs8' }) as string
}

/**
 * The key of this name with this private half.
 *
 * @throws LogError `malformed_key` when the name is none, or the PEM holds no Ed25519 key
 */
export function noteSigner(name: string, pem: string): NoteSigner {
  return signerOf(name, pem, ED25519)
}

/** The same of a witness. @throws LogError `malformed_key` */
export function cosigner(name: string, pem: string): NoteSigner {
  return signerOf(name, pem, COSIGNATURE)
}

function signerOf(name: string, pem: string, type: SignatureType): NoteSigner {
  const privateKey = readPrivateKey(pem)
  if (privateKey?.asymmetricKeyType !== 'ed25519') {
    throw new LogError('malformed_key', 'This is not an Ed25519 private key (PKCS#8, PEM).')
  }
  const raw = rawPublicKey(crypto.createPublicKey(privateKey))
  return { ...noteVerifier(name, raw, type), privateKey }
}

/** `<name>+<id>+<base64 of the type and the public key>`: the verifier key as it is handed out. */
export function printVerifierKey({ name, type, id, publicKey }: NoteVerifier): string {
  return `${name}+${id}+${printBase64(typedKey(rawPublicKey(publicKey), type))}`
}

/** A key of a log. @throws LogError `malformed_key` */
export function parseVerifierKey(vkey: string): NoteVerifier {
  return parseKey(vkey, ED25519)
}

/** A key of a witness. @throws LogError `malformed_key` */
export function parseCosignerKey(vkey: string): NoteVerifier {
  return parseKey(vkey, COSIGNATURE)
}

function parseKey(vkey: string, type: SignatureType): NoteVerifier {
  const [name = '', id = '', ...rest] = vkey.split('+')
  // The base64 may hold a plus sign itself.
  const key = readBase64(rest.join('+'))
  if (key?.length !== 1 + KEY_BYTES || key[0] !== type) {
    const whose = type === ED25519 ? 'of a log (type 1)' : 'of a witness (type 4)'
    throw malformed(vkey, `must be <name>+<id>+<base64 of an Ed25519 key ${whose}>`)
  }
  const verifier = noteVerifier(name, key.subarray(1), type)
  if (verifier.id !== id) throw malformed(vkey, `has the id ${id}, but its key makes ${verifier.id}`)
  return verifier
}

/** @throws LogError `malformed_key` */
function noteVerifier(name: string, raw: Buffer, type: SignatureType): NoteVerifier {
  if (!isKeyName(name))
    throw malformed(name, 'has a name that is empty, too long, or has a space or plus sign')
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }
  const digest = crypto.hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typedKey(raw, type)]), 'hex')
  return {
    name,
    type,
    id: digest.slice(0, ID_BYTES * 2),
    publicKey: crypto.createPublicKey({ key: jwk, format: 'jwk' }),
  }
}

function readPrivateKey(pem: string): KeyObject | null {
  try {
    return crypto.createPrivateKey({ key: pem, format: 'pem' })
  } catch {
    return null
  }
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url')
}

function typedKey(raw: Uint8Array, type: SignatureType): Buffer {
  return Buffer.concat([Buffer.from([type]), raw])
}

function malformed(key: string, what: string): LogError {
  return new LogError('malformed_key', `The key ${JSON.stringify(key.slice(0, LONGEST_NAME))} ${what}.`)
}
