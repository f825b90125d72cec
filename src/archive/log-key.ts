import crypto from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ColophonError } from '../errors.ts'
import { LogError } from '../log/errors.ts'
import { type NoteSigner, noteSigner, privateKeyPem } from '../log/note-key.ts'

/** Where the key of an archive's log lies, unless a setting says otherwise: beside the database. */
export function logKeyFile(database: string): string {
  return join(dirname(database), 'log.key')
}

/**
 * The private key of a log, in PEM; made, for nobody else to read, when there is none.
 *
 * @throws ColophonError `unusable_key` when the file cannot be read or made
 */
export function readOrMakeKey(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'ENOENT') throw unusable(file, cause as Error)
  }
  const pem = privateKeyPem(crypto.randomBytes(32))
  try {
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' })
    return pem
  } catch (cause) {
    // Another process was first.
    if ((cause as { code?: string }).code === 'EEXIST') return readFileSync(file, 'utf8')
    throw unusable(file, cause as Error)
  }
}

/** The signer of a log of this name. @throws ColophonError `unusable_key` */
export function logSigner(file: string, name: string): NoteSigner {
  try {
    return noteSigner(name, readOrMakeKey(file))
  } catch (cause) {
    if (cause instanceof LogError) throw unusable(file, cause)
    throw cause
  }
}

/** A name for a log that was given none: it follows from the key, so no two logs share it. */
export function nameFromKey(file: string): string {
  const { publicKey } = logSigner(file, 'unnamed')
  const digest = crypto.hash('sha256', publicKey.export({ format: 'der', type: 'spki' }), 'hex')
  return `colophon/${digest.slice(0, 16)}`
}

function unusable(file: string, cause: Error): ColophonError {
  return new ColophonError(
    'unusable_key',
    `The key of the log, ${file}, cannot be used: ${cause.message}. Restore the file from a backup; without it nothing new can be signed.`,
  )
}
