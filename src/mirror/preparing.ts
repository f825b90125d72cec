import type SQLite from 'better-sqlite3'
import { sha256 } from '../identity/digest.ts'
import { conforms } from '../json-schema.ts'
import type { LoadedDocument } from '../loading/document.ts'
import { LOADERS } from '../loading/loaders.ts'
import { MetadataShape } from '../loading/metadata/shape.ts'
import { digestRecords } from '../log/records-digest.ts'
import { LONGEST_MANIFEST, parseVersionManifest, type VersionManifest } from '../log/version-manifest.ts'
import { parseWithdrawalNotice, type WithdrawalNotice } from '../log/withdrawal-notice.ts'
import type { TaskEntry } from '../store/mirror.ts'
import { statementColumns } from '../store/record-provenance.ts'
import { readSource } from '../store/sources.ts'
import { type CopiedRecords, parseRecords, parseStatements } from './copied-records.ts'
import { MirrorError, ofOrigin } from './errors.ts'
import type { Origin } from './origin.ts'
import type { AskRoom } from './prefetched.ts'
import { type WorkTasks, withdraws } from './work-tasks.ts'

type Published = Extract<TaskEntry, { op: 'put' | 'metadata' }>
type Withdrawn = Extract<TaskEntry, { op: 'withdraw' }>

/** What one entry of the log asks for, with all that it takes: everything was found to be what the log names. */
export type Step =
  /** A version, with what the loader here makes of its source, or with the origin's rows, or both. */
  | { kind: 'version'; entry: Published; manifest: Manifest; version: PreparedVersion }
  /** New metadata of a version. */
  | { kind: 'metadata'; entry: Published; manifest: Manifest }
  /** A version that a later entry withdraws: nothing of it was asked for. Its work's names, when a later version tells them. */
  | { kind: 'gone'; entry: Published; names: Manifest | null }
  /** The notice is null when a later erasure took it. */
  | { kind: 'withdrawal'; entry: Withdrawn; notice: { bytes: Buffer; said: WithdrawalNotice } | null }

/** A manifest with the bytes that were hashed. */
export interface Manifest {
  bytes: Buffer
  said: VersionManifest
}

/** What a version can be made from. */
export interface PreparedVersion {
  source: Buffer
  document: LoadedDocument | null
  records: CopiedRecords | null
  /** Why the origin's rows are taken, when they are. */
  reason: 'no_loader' | 'differs'
}

/** Most bytes of a manifest or a notice, of a source, and of rows beside those that the source lets expect. */
const LONGEST = { record: LONGEST_MANIFEST, source: 256 * 1024 * 1024, rows: 64 * 1024 * 1024 }
/** More bytes than the rows have for each byte of their source; and more than can be read as one text. */
const ROWS_PER_BYTE = 60
const MOST_ROWS = 500_000_000

/** Where it is fetched from, and who has room for it. */
interface From {
  origin: Origin
  room: AskRoom
}

/**
 * Fetches what entries of a work ask for that are followed together, when there is room for the bytes of its sources.
 *
 * @throws MirrorError `origin_unreachable`, `origin_altered`, `origin_omits`
 */
export async function prepareSteps(
  sql: SQLite.Database,
  from: From,
  { entries, tasks }: { entries: readonly TaskEntry[]; tasks: WorkTasks },
): Promise<Step[]> {
  return Promise.all(
    entries.map((entry, place) =>
      prepareStep(sql, from, { entry, later: tasks.after(entry), isFirst: place === 0 }),
    ),
  )
}

async function prepareStep(
  sql: SQLite.Database,
  from: From,
  { entry, later, isFirst }: { entry: TaskEntry; later: readonly TaskEntry[]; isFirst: boolean },
): Promise<Step> {
  const { origin } = from
  if (entry.op === 'withdraw') {
    const isErased = later.some((other) => other.op === 'withdraw' && other.erased?.includes(entry.manifest))
    return { kind: 'withdrawal', entry, notice: isErased ? null : await fetchNotice(origin, entry) }
  }
  if (isWithdrawn(entry, later)) {
    // By those that are followed with it the work is known.
    const kept = isFirst ? later.find((other, at) => isKept(other, later.slice(at + 1))) : undefined
    return { kind: 'gone', entry, names: kept ? await fetchManifest(origin, kept as Published) : null }
  }
  const manifest = await fetchManifest(origin, entry)
  return entry.op === 'metadata'
    ? { kind: 'metadata', entry, manifest }
    : { kind: 'version', entry, manifest, version: await prepareVersion(sql, from, manifest) }
}

/** The rows of a version, for one that cannot be made here after all. @throws MirrorError */
export async function fetchRecords(
  origin: Origin,
  entry: Published,
  { said }: Manifest,
): Promise<CopiedRecords> {
  return parseRecords(await fetchLines(origin, `/log/records/${entry.manifest}`, said), said)
}

function isWithdrawn(entry: Published, later: readonly TaskEntry[]): boolean {
  return later.some((other) => withdraws(other, entry))
}

function isKept(entry: TaskEntry, later: readonly TaskEntry[]): boolean {
  return entry.op !== 'withdraw' && !isWithdrawn(entry, later)
}

async function prepareVersion(
  sql: SQLite.Database,
  { origin, room }: From,
  manifest: Manifest,
): Promise<PreparedVersion> {
  const { said } = manifest
  const [file] = said.files
  if (file!.bytes > LONGEST.source)
    throw new MirrorError(
      'origin_altered',
      `The source ${file!.sha256} is said to have ${file!.bytes} bytes, and a mirror takes ${LONGEST.source}.`,
    )
  await room(file!.bytes)
  const kept = readSource(sql, file!.sha256)
  // An earlier work may have it, or have had it: what was erased is empty.
  const source = kept && sha256(kept) === file!.sha256 ? kept : await origin.blob(file!.sha256, file!.bytes)
  if (!source) throw omitted(origin, `source ${file!.sha256}`)
  const made = await load(origin, { ...manifest, source })
  return typeof made === 'string'
    ? { source, document: null, records: null, reason: made }
    : { source, document: made, records: null, reason: 'differs' }
}

/** What the loader that the manifest names makes of a source, with what was said of it when it was imported. */
async function load(
  origin: Origin,
  { said, bytes, source }: Manifest & { source: Buffer },
): Promise<LoadedDocument | PreparedVersion['reason']> {
  const { name, version } = said.version.loader
  const loader = LOADERS.find((each) => each.name === name && each.version === version)
  if (!loader) return 'no_loader'
  const { mediaType, fileName } = said.files[0]!
  let document: LoadedDocument
  try {
    document = loader.load({ bytes: source, mediaType, ...(fileName !== null && { fileName }) })
  } catch {
    return 'differs'
  }
  const statements = document.statements.map((row, ordinal) => ({ ordinal, ...statementColumns(row) }))
  if (digestRecords(statements).sha256 === said.provenance.statements.sha256) return document
  const path = `/log/records/${sha256(bytes)}?record=statements`
  return { ...document, statements: parseStatements(await fetchLines(origin, path, said), said) }
}

async function fetchManifest(origin: Origin, { manifest, id, version }: Published): Promise<Manifest> {
  const bytes = await origin.blob(manifest, LONGEST.record)
  if (!bytes) throw omitted(origin, `manifest ${manifest}`)
  const said = signed(bytes, parseVersionManifest)
  if (said.work.id !== id || said.version.id !== version)
    throw new MirrorError(
      'origin_altered',
      `The manifest ${manifest} is of another version than the log says.`,
    )
  if (!conforms(MetadataShape, said.metadata.body))
    throw new MirrorError(
      'origin_altered',
      `The metadata in the manifest ${manifest} are none that this version of the software can read.`,
    )
  return { bytes, said }
}

async function fetchNotice(
  origin: Origin,
  { manifest, id, version }: Withdrawn,
): Promise<{ bytes: Buffer; said: WithdrawalNotice }> {
  const bytes = await origin.blob(manifest, LONGEST.record)
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
  const answer = await origin.get(path, Math.min(LONGEST.rows + ROWS_PER_BYTE * bytes, MOST_ROWS))
  if (answer.status !== 200) throw omitted(origin, `rows ${path}`)
  return answer.bytes
}

function signed<T>(bytes: Buffer, parse: (bytes: Buffer) => T): T {
  return ofOrigin(() => parse(bytes))
}

function omitted(origin: Origin, what: string): MirrorError {
  return new MirrorError(
    'origin_omits',
    `${origin.url} does not serve the ${what}, which its log names and no entry withdraws.`,
  )
}
