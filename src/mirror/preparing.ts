import type { Format } from '../formats/format.ts'
import { extractFrom, loadIn } from '../formats/load.ts'
import { FORMATS } from '../formats/registry.ts'
import { sha256 } from '../identity/digest.ts'
import { decisionsIn, isDecision } from '../loading/decisions/decision.ts'
import type { LoadedDocument, LoadRequest } from '../loading/document.ts'
import type { Extraction } from '../loading/extraction.ts'
import { givenAgain } from '../loading/metadata/given-again.ts'
import { digestRecords } from '../log/records-digest.ts'
import type { VersionManifest } from '../log/version-manifest.ts'
import type { WithdrawalNotice } from '../log/withdrawal-notice.ts'
import type { Database } from '../store/sqlite/database.ts'
import type { TaskEntry } from '../store/sqlite/mirror/tasks.ts'
import { statementColumns } from '../store/sqlite/versions/provenance-rows.ts'
import { readSource } from '../store/sqlite/versions/sources.ts'
import type { AskRoom } from '../threads/prefetched.ts'
import type { CopiedRecords } from './copied-records.ts'
import { MirrorError } from './errors.ts'
import {
  fetchManifest,
  fetchNotice,
  fetchStatements,
  type Manifest,
  omitted,
  type Published,
  type Withdrawn,
} from './fetching.ts'
import type { Origin } from './origin.ts'
import { type WorkTasks, withdraws } from './work-tasks.ts'

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

/** What a version can be made from. */
export interface PreparedVersion {
  source: Buffer
  /** What its rows count the bytes of, where that is not the source. */
  extraction: Extraction | null
  document: LoadedDocument | null
  records: CopiedRecords | null
  /** Why the origin's rows are taken, when they are. */
  reason: 'no_loader' | 'differs'
}

type SignedFile = VersionManifest['files'][number]

/** Most bytes of a source. */
const LONGEST_SOURCE = 256 * 1024 * 1024

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
  db: Database,
  from: From,
  { entries, tasks }: { entries: readonly TaskEntry[]; tasks: WorkTasks },
): Promise<Step[]> {
  return Promise.all(
    entries.map((entry, place) =>
      prepareStep(db, from, { entry, later: tasks.after(entry), isFirst: place === 0 }),
    ),
  )
}

async function prepareStep(
  db: Database,
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
    : { kind: 'version', entry, manifest, version: await prepareVersion(db, from, manifest) }
}

function isWithdrawn(entry: Published, later: readonly TaskEntry[]): boolean {
  return later.some((other) => withdraws(other, entry))
}

function isKept(entry: TaskEntry, later: readonly TaskEntry[]): boolean {
  return entry.op !== 'withdraw' && !isWithdrawn(entry, later)
}

async function prepareVersion(db: Database, from: From, manifest: Manifest): Promise<PreparedVersion> {
  const [file, extracted] = manifest.said.files
  const source = await fetchFile(db, from, file!)
  const made = await load(from.origin, manifest, source)
  const { document, reason } =
    typeof made === 'string'
      ? { document: null, reason: made }
      : { document: made, reason: 'differs' as const }
  const extraction = extracted
    ? await extractionAs(extracted, document?.extraction, () => fetchFile(db, from, extracted))
    : null
  return { source, extraction, document, records: null, reason }
}

/** What was extracted from a source, as its manifest has it: made here, or else fetched. */
async function extractionAs(
  { sha256: digest, mediaType, extractedBy }: SignedFile,
  made: Extraction | undefined,
  fetch: () => Promise<Buffer>,
): Promise<Extraction> {
  if (made && sha256(made.bytes) === digest) return made
  return { bytes: await fetch(), mediaType, tool: extractedBy ?? { name: '', version: '' } }
}

/** The bytes of a file of a version, when there is room for them. */
async function fetchFile(db: Database, { origin, room }: From, file: SignedFile): Promise<Buffer> {
  if (file.bytes > LONGEST_SOURCE)
    throw new MirrorError(
      'origin_altered',
      `The source ${file.sha256} is said to have ${file.bytes} bytes, and a mirror takes ${LONGEST_SOURCE}.`,
    )
  await room(file.bytes)
  const kept = readSource(db, file.sha256)
  // An earlier work may have it, or have had it: what was erased is empty.
  const bytes = kept && sha256(kept) === file.sha256 ? kept : await origin.blob(file.sha256, file.bytes)
  if (!bytes) throw omitted(origin, `source ${file.sha256}`)
  return bytes
}

/** What the loader that the manifest names makes of a source, with what was said of it when it was imported. */
async function load(
  origin: Origin,
  published: Manifest,
  source: Buffer,
): Promise<LoadedDocument | PreparedVersion['reason']> {
  const { said } = published
  const { name, version } = said.version.loader
  const format = FORMATS.find((each) => each.name === name && each.version === version)
  if (!format) return 'no_loader'
  const { mediaType, fileName } = said.files[0]!
  const request = { bytes: source, mediaType, ...(fileName !== null && { fileName }) }
  const document = await loadOrNot(format, request)
  if (!document) return 'differs'
  const rows = document.statements.map((row, ordinal) => ({ ordinal, ...statementColumns(row) }))
  if (digestRecords(rows).sha256 === said.provenance.statements.sha256) return document
  const statements = await fetchStatements(origin, published)
  if (!statements.some(({ origin }) => origin === 'given')) return { ...document, statements }
  const manifest = givenAgain(statements.filter((statement) => !isDecision(statement)))
  const given = await loadOrNot(format, { ...request, manifest, decisions: decisionsIn(statements) })
  return given ? { ...given, statements } : 'differs'
}

/** Null for what cannot be loaded here. */
async function loadOrNot(format: Format, request: LoadRequest): Promise<LoadedDocument | null> {
  try {
    return loadIn(format, request, await extractFrom(format, request))
  } catch {
    return null
  }
}
