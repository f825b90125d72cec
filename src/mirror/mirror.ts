import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openPrepared } from '../archive/preparing.ts'
import { exclusively } from '../files/lock.ts'
import { makeDirectory } from '../files/user-path.ts'
import { LogError } from '../log/errors.ts'
import { parseVerifierKey, printVerifierKey } from '../log/note-key.ts'
import { parsePolicy } from '../log/policy.ts'
import type { Database } from '../store/sqlite/database.ts'
import { cosignSynced } from './cosigning.ts'
import { MirrorError } from './errors.ts'
import { keepingEvidence } from './evidence.ts'
import { fetchHead, type Head } from './head.ts'
import { isBaseUrl, type MirrorSettings, settingsOfMirror, writeMirrorFile } from './mirror-file.ts'
import { Origin } from './origin.ts'
import { keepPolicy, policyOfMirror } from './policy.ts'
import { type SyncOptions, type SyncReport, sync } from './sync.ts'
import { trustedKeys } from './trusted-keys.ts'

/**
 * Makes a directory the mirror of an archive, which must answer with a checkpoint that one of the keys signed.
 * Nothing else is fetched yet.
 *
 * @param settings of which the address of the archive itself may be left out: another mirror says of what it is one
 * @param settings of which `policy` is the text of one that every checkpoint must meet
 * @throws MirrorError `directory_not_empty`, `origin_unreachable`, `bad_signature`, `not_cosigned`
 */
export async function initMirror(
  directory: string,
  {
    origin,
    keys,
    original,
    policy,
  }: Omit<MirrorSettings, 'original'> & { original?: string | undefined; policy?: string | undefined },
): Promise<{ head: Head; original: string }> {
  if (existsSync(directory) && readdirSync(directory).length > 0)
    throw new MirrorError(
      'directory_not_empty',
      `The directory ${directory} is not empty. Name a new one; a mirror that is there already is brought up to date by \`colophon mirror sync\`.`,
    )
  const reading = new Origin(origin)
  const head = await fetchHead(reading, parsedKeys(keys), {
    policy: policy === undefined ? undefined : parsePolicy(policy),
  })
  makeDirectory(directory)
  ;(await openPrepared(directory)).close()
  const archive = original?.replace(/\/+$/, '') ?? (await mirroredBy(reading)) ?? reading.url
  writeMirrorFile(directory, { origin: reading.url, original: archive, keys })
  if (policy !== undefined) keepPolicy(directory, policy)
  return { head, original: archive }
}

/** More than the description of an archive has, in bytes. */
const LONGEST_DESCRIPTION = 1_000_000

/** Address of the archive that another mirror says it is one of; undefined when it is no mirror. */
async function mirroredBy(origin: Origin): Promise<string | undefined> {
  const answer = await origin.get('/.well-known/colophon', LONGEST_DESCRIPTION)
  if (answer.status !== 200) return undefined
  try {
    const { mirrorOf } = JSON.parse(answer.bytes.toString()) as { mirrorOf?: unknown }
    return isBaseUrl(mirrorOf) ? mirrorOf : undefined
  } catch {
    return undefined
  }
}

/** Trusts more keys of the archive. @throws MirrorError `not_a_mirror`, `bad_signature` when one is no key */
export function addKeys(directory: string, added: readonly string[]): void {
  parsedKeys(added)
  const { keys, ...rest } = settingsOfMirror(directory)
  const all = [...new Set([...keys, ...added])]
  if (all.length > keys.length) writeMirrorFile(directory, { ...rest, keys: all })
}

/** Opens a mirror's database for writing, closes it after use. @throws MirrorError `not_a_mirror` */
export async function usingMirror<T>(
  directory: string,
  use: (connection: Database, settings: MirrorSettings) => Promise<T>,
): Promise<T> {
  const settings = settingsOfMirror(directory)
  const connection = await openPrepared(directory)
  try {
    return await use(connection, settings)
  } finally {
    connection.close()
  }
}

/** Lets one process at a time change a mirror. @throws MirrorError `mirror_busy` */
export function alone<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const busy = () =>
    new MirrorError(
      'mirror_busy',
      `Another process brings ${directory} up to date, or repairs it. Wait until it has ended.`,
    )
  return exclusively(join(directory, '.lock'), busy, work)
}

/**
 * Brings a mirror up to date. Notes that prove a fork or a roll-back are kept in the directory `evidence` of it. Keys that
 * the log told are trusted from then on even when the database should be lost.
 *
 * @throws MirrorError `mirror_busy`, those of `sync`
 */
export async function syncMirror(
  directory: string,
  options: Pick<SyncOptions, 'obeyAll' | 'progress' | 'growth'> & { origin?: Origin },
): Promise<SyncReport> {
  const { origin: url, keys } = settingsOfMirror(directory)
  const { origin = new Origin(url), ...rest } = options
  const bringUpToDate = () =>
    usingMirror(directory, async (db) => {
      const report = await sync(db, { ...rest, origin, keys, policy: policyOfMirror(directory) })
      const trusted = trustedKeys(db, keys)
      addKeys(directory, trusted.map(printVerifierKey))
      if (report.complete) await cosignSynced(directory, db, { keys: trusted, now: new Date().toISOString() })
      return report
    })
  try {
    return await alone(directory, () => keepingEvidence(directory, bringUpToDate))
  } finally {
    origin.leave()
  }
}

function parsedKeys(keys: readonly string[]) {
  try {
    return keys.map(parseVerifierKey)
  } catch (error) {
    if (error instanceof LogError) throw new MirrorError('bad_signature', error.message)
    throw error
  }
}
