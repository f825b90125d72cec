/** What lies where in an archive's directory. All state of an archive lies in it. */
import { dirname, join } from 'node:path'

/** The database of the archive in a directory. */
export function databaseFile(directory: string): string {
  return join(directory, 'archive.sqlite')
}

/** Where the last checkpoint is kept outside of the database. */
export function checkpointFile(database: string): string {
  return join(dirname(database), 'checkpoint')
}

/** Where the cosignatures of witnesses are kept. */
export function cosignaturesFile(database: string): string {
  return join(dirname(database), 'cosignatures.json')
}

/** Where a mirror that is a witness has its key. */
export function witnessKeyFile(directory: string): string {
  return join(directory, 'witness.key')
}

/** Where it keeps its name, and the last checkpoint that it cosigned. */
export function witnessFile(directory: string): string {
  return join(directory, 'witness.json')
}

/** Where a mirror keeps the policy that every checkpoint must meet. */
export function policyFile(directory: string): string {
  return join(directory, 'policy')
}

/** Where an archive keeps its public address. */
export function publicAddressFile(directory: string): string {
  return join(directory, 'public-address')
}

/** Where an archive's directory may have a file of settings. */
export function settingsFileIn(directory: string): string {
  return join(directory, 'colophon.yaml')
}

/** Where is kept when the archive was last verified. */
export function verificationFile(database: string): string {
  return join(dirname(database), 'verified.json')
}

/** Where the key of an archive's log lies, unless a setting says otherwise. */
export function logKeyFile(database: string): string {
  return join(dirname(database), 'log.key')
}

/** Where the dumps of an archive lie, that the server gives out. */
export function dumpsDirectory(database: string): string {
  return join(dirname(database), 'dumps')
}

/** Where a mirror's directory says that it is one. */
export function mirrorFile(directory: string): string {
  return join(directory, 'mirror.json')
}

/** What SQLite may make beside a database: the ends of the files' names. */
export const BESIDE = ['-wal', '-shm', '-journal'] as const
