/** What the entries of a log name, fetched and found to be what was signed. */
import { sha256 } from '../identity/digest.ts'
import type { LoadedDocument } from '../loading/document.ts'
import type { Metadata } from '../loading/metadata/metadata.ts'
import { metadataFrom } from '../loading/metadata/shape.ts'
import { LONGEST_MANIFEST, parseVersionManifest, type VersionManifest } from '../log/version-manifest.ts'
import { parseWithdrawalNotice, type WithdrawalNotice } from '../log/withdrawal-notice.ts'
import type { TaskEntry } from '../store/sqlite/mirror/tasks.ts'
import { type CopiedRecords, parseRecords, parseStatements } from './copied-records.ts'
import { MirrorError, ofOrigin } from './errors.ts'
import type { Origin } from './origin.ts'

export type Published = Extract<TaskEntry, { op: 'put' | 'metadata' }>
export type Withdrawn = Extract<TaskEntry, { op: 'withdraw' }>

/** Most bytes of rows, beside those that the source lets expect: so many for each of its own. */
const LONGEST_ROWS = 64 * 1024 * 1024
const ROWS_PER_BYTE = 60
/** More than can be read as one text. */
const MOST_ROWS = 500_000_000

/** A manifest with the bytes that were hashed, and its metadata. */
export interface Manifest {
  bytes: Buffer
  said: VersionManifest
  metadata: Metadata
}

/** The rows of a version. @throws MirrorError */
export async function fetchRecords(
  origin: Origin,
  entry: Published,
  { said }: Manifest,
): Promise<CopiedRecords> {
  return parseRecords(await fetchLines(origin, `/log/records/${entry.manifest}`, said), said)
}

/** What was said of a version when it was imported. @throws MirrorError */
export async function fetchStatements(
  origin: Origin,
  { bytes, said }: Manifest,
): Promise<LoadedDocument['statements']> {
  const path = `/log/records/${sha256(bytes)}?record=statements`
  return parseStatements(await fetchLines(origin, path, said), said)
}

/** The manifest that an entry names. @throws MirrorError */
export async function fetchManifest(origin: Origin, { manifest, id, version }: Published): Promise<Manifest> {
  const bytes = await origin.blob(manifest, LONGEST_MANIFEST)
  if (!bytes) throw omitted(origin, `manifest ${manifest}`)
  const said = signed(bytes, parseVersionManifest)
  if (said.work.id !== id || said.version.id !== version)
    throw new MirrorError(
      'origin_altered',
      `The manifest ${manifest} is of another version than the log says.`,
    )
  const metadata = metadataFrom(said.metadata.body)
  if (!metadata)
    throw new MirrorError(
      'origin_altered',
      `The metadata in the manifest ${manifest} are none that this version of the software can read.`,
    )
  return { bytes, said, metadata }
}

/** The notice that the entry of a withdrawal names. @throws MirrorError */
export async function fetchNotice(
  origin: Origin,
  { manifest, id, version }: Withdrawn,
): Promise<{ bytes: Buffer; said: WithdrawalNotice }> {
  const bytes = await origin.blob(manifest, LONGEST_MANIFEST)
  if (!bytes) throw omitted(origin, `withdrawal notice ${manifest}`)
  const said = signed(bytes, parseWithdrawalNotice)
  if (said.work === id && said.version === (version ?? null)) return { bytes, said }
  throw new MirrorError(
    'origin_altered',
    `The notice ${manifest} is of another withdrawal than the log says.`,
  )
}

async function fetchLines(origin: Origin, path: string, { files }: VersionManifest): Promise<Buffer> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const answer = await origin.get(path, Math.min(LONGEST_ROWS + ROWS_PER_BYTE * bytes, MOST_ROWS))
  if (answer.status !== 200) throw omitted(origin, `rows ${path}`)
  return answer.bytes
}

function signed<T>(bytes: Buffer, parse: (bytes: Buffer) => T): T {
  return ofOrigin(() => parse(bytes))
}

/** That something which the log names is not there. */
export function omitted(origin: Origin, what: string): MirrorError {
  return new MirrorError(
    'origin_omits',
    `${origin.url} does not serve the ${what}, which its log names and no entry withdraws.`,
  )
}
