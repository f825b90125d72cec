import crypto from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { ColophonError } from '../../errors.ts'
import { draftBeside } from '../../files/drafts.ts'
import { putNew } from '../../files/put-new.ts'
import { LogError } from '../../log/errors.ts'
import { type NoteSigner, noteSigner, privateKeyPem } from '../../log/note-key.ts'

/** Where the key before lies, which signs too while it lies there. */
export function oldKeyFile(keyFile: string): string {
  return `${keyFile}.old`
}

/**
 * The private key of a log, in PEM; made, for nobody else to read, when there is none.
 *
 * @throws ColophonError `unusable_key` when the file cannot be read or made
 */
export function readOrMakeKey(file: string): string {
  const found = readKey(file)
  if (found !== undefined) return found
  const made = privateKeyPem(crypto.randomBytes(32))
  const draft = draftBeside(file)
  try {
    writeFileSync(draft, made, { mode: 0o600, flush: true })
    // Never over the key of another process that was first.
    putNew(draft, file)
    return made
  } catch (cause) {
    if ((cause as { code?: string }).code === 'EEXIST') return readKey(file)!
    throw unusable(file, cause as Error)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The signer of a log of this name. @throws ColophonError `unusable_key` */
export function logSigner(file: string, name: string): NoteSigner {
  return signerOf(file, { pem: readOrMakeKey(file), name })
}

/** All keys that sign now: that in the file and, while its file is there, the one before. @throws ColophonError `unusable_key` */
export function logSigners(keyFile: string, name: string): NoteSigner[] {
  const [pem, before] = [readKey(keyFile), readKey(oldKeyFile(keyFile))]
  if (pem === undefined) throw unusable(keyFile, new Error('it is not there'))
  const signer = signerOf(keyFile, { pem, name })
  const old = before === undefined ? undefined : signerOf(oldKeyFile(keyFile), { pem: before, name })
  return old && old.id !== signer.id ? [signer, old] : [signer]
}

/** A name for a log that was given none: it follows from the key, so no two logs share it. */
export function nameFromKey(file: string): string {
  const { publicKey } = logSigner(file, 'unnamed')
  const digest = crypto.hash('sha256', publicKey.export({ format: 'der', type: 'spki' }), 'hex')
  return `colophon/${digest.slice(0, 16)}`
}

function readKey(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ENOENT') return undefined
    throw unusable(file, cause as Error)
  }
}

/** An archive has two at most; a process may see several archives. */
const MOST_SIGNERS = 8

/** Signers by name and PEM: to make one takes some 20 times as long as to read the file. A name has no line feed. */
const signers = new Map<string, NoteSigner>()

function signerOf(file: string, { pem, name }: { pem: string; name: string }): NoteSigner {
  try {
    const key = `${name}\n${pem}`
    const signer = signers.get(key) ?? noteSigner(name, pem)
    if (signers.size >= MOST_SIGNERS) signers.clear()
    signers.set(key, signer)
    return signer
  } catch (cause) {
    if (cause instanceof LogError) throw unusable(file, cause)
    throw cause
  }
}

function unusable(file: string, cause: Error): ColophonError {
  return new ColophonError(
    'unusable_key',
    `The key of the log, ${file}, cannot be used: ${cause.message}. Restore the file from a backup; without it nothing new can be signed.`,
  )
}
