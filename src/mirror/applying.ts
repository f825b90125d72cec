import type SQLite from 'better-sqlite3'
import { type Edition, editionOf } from '../edition/edition.ts'
import type { LoadRequest } from '../loading/document.ts'
import { canonicalJson } from '../log/canonical-json.ts'
import { manifestOf } from '../store/sqlite/log/manifest-of.ts'
import {
  completeParagraph,
  findVersionNo,
  findWorkNo,
  hasParagraph,
  hasRevision,
  recordCopiedPublication,
  recordCopiedWork,
  recordLostParagraph,
} from '../store/sqlite/mirror/copies.ts'
import { recordCopied, removeTask } from '../store/sqlite/mirror/mirror.ts'
import { readAncestry } from '../store/sqlite/versions/lineage.ts'
import { recordEdition } from '../store/sqlite/versions/record-edition.ts'
import { recordRevision } from '../store/sqlite/works/metadata.ts'
import { newestVersion } from '../store/sqlite/works/version-list.ts'
import { applyGone, applyWithdrawal } from './applying-withdrawals.ts'
import { type CopiedRecords, editionOfRecords } from './copied-records.ts'
import { isUnreadable, MirrorError } from './errors.ts'
import type { Manifest } from './fetching.ts'
import type { Step } from './preparing.ts'

export type VersionStep = Extract<Step, { kind: 'version' }>

/** That a version cannot be made here as its manifest has it: the origin's rows are needed. */
export class RowsNeeded extends Error {
  readonly step: VersionStep

  constructor(step: VersionStep) {
    super(`The rows of version ${step.entry.version} are needed.`)
    this.step = step
  }
}

/**
 * Does what entries of a work ask for, in a transaction, or in a part of the caller's one: all or nothing.
 *
 * @throws RowsNeeded; MirrorError `origin_altered` when not even the origin's rows make what was signed, or when what
 *   was signed is nothing that can be recorded
 */
export function applySteps(sql: SQLite.Database, steps: readonly Step[]): void {
  const apply = sql.transaction(() => {
    for (const step of steps) applyStep(sql, step)
  })
  try {
    apply()
  } catch (error) {
    if (!isConstraint(error) && !isUnreadable(error)) throw error
    throw new MirrorError(
      'origin_altered',
      `What the log says of the work does not fit what it said before, or cannot be kept: ${(error as Error).message}.`,
    )
  }
}

function applyStep(sql: SQLite.Database, step: Step): void {
  if (step.kind === 'version') applyVersion(sql, step)
  else if (step.kind === 'metadata') applyMetadata(sql, step)
  else if (step.kind === 'gone') applyGone(sql, step)
  else applyWithdrawal(sql, step)
  removeTask(sql, step.entry.seq)
}

function isConstraint(error: unknown): boolean {
  return (error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT') ?? false
}

function applyVersion(sql: SQLite.Database, step: VersionStep): void {
  const { entry, manifest, version } = step
  const { said, metadata } = manifest
  const workNo = recordCopiedWork(sql, said.work)
  keepMetadata(sql, workNo, manifest)
  const [file] = said.files
  const { mediaType, fileName } = file!
  const request = { bytes: version.source, mediaType, ...(fileName !== null && { fileName }) }
  const times = { workNo, receivedAt: file!.receivedAt, createdAt: said.version.createdAt }
  const record = sql.transaction((edition: Edition): number => {
    const versionNo = recordEdition(sql, edition, times)
    if (!isAsSigned(sql, versionNo, manifest)) throw NOT_AS_SIGNED
    return versionNo
  })
  let versionNo = version.document && attempt(() => record(derived(sql, workNo, { request, step })))
  if (versionNo === null) {
    if (!version.records) throw new RowsNeeded(step)
    const { records } = version
    keepParagraphs(sql, workNo, records)
    versionNo = attempt(() =>
      record(
        editionOfRecords(
          request,
          { loader: said.version.loader, metadata },
          { records, isKnown: (id) => hasParagraph(sql, id) },
        ),
      ),
    )
    if (versionNo === null)
      throw new MirrorError(
        'origin_altered',
        `The rows of version ${entry.version} do not make what was signed.`,
      )
    recordCopied(sql, versionNo, version.reason)
  }
  recordCopiedPublication(sql, { seq: entry.seq, versionNo, manifest: manifest.bytes })
}

const NOT_AS_SIGNED = Symbol('the rows are not those that were signed')

/** Null when what was made is not what was signed: then nothing of it is left. */
function attempt(record: () => number): number | null {
  try {
    return record()
  } catch (error) {
    if (error === NOT_AS_SIGNED || isConstraint(error)) return null
    throw error
  }
}

/** The version as the house makes it from the source and from the versions before. */
function derived(
  sql: SQLite.Database,
  workNo: number,
  { request, step }: { request: LoadRequest; step: VersionStep },
): Edition {
  const { id } = step.entry
  const document = step.version.document!
  const before = newestVersion(sql, id)
  if (before) return editionOf(request, document, readAncestry(sql, { no: workNo, id }, before.no))
  const first = editionOf(request, document, { work: id, older: [], absent: [], timesMinted: () => 0 })
  return { ...first, changes: [] }
}

/** The bytes were found to be a manifest when they came: what is printed like them is one. */
function isAsSigned(sql: SQLite.Database, versionNo: number, { bytes, said }: Manifest): boolean {
  return Buffer.from(canonicalJson(manifestOf(sql, versionNo, said.nonce))).equals(bytes)
}

function applyMetadata(
  sql: SQLite.Database,
  { entry: { seq, id, version }, manifest }: Extract<Step, { kind: 'metadata' }>,
): void {
  const versionNo = findVersionNo(sql, id, version)
  if (!versionNo)
    throw new MirrorError(
      'origin_altered',
      `The log corrects the metadata of ${version}, which it did not publish.`,
    )
  keepMetadata(sql, findWorkNo(sql, id)!, manifest)
  if (!isAsSigned(sql, versionNo, manifest))
    throw new MirrorError(
      'origin_altered',
      `The new metadata of the work ${id} are of another version than the log says.`,
    )
  recordCopiedPublication(sql, { seq, versionNo, manifest: manifest.bytes })
}

function keepMetadata(sql: SQLite.Database, workNo: number, { said, metadata }: Manifest): void {
  const { revision, recordedAt } = said.metadata
  if (!hasRevision(sql, workNo, revision)) recordRevision(sql, workNo, { revision, recordedAt, metadata })
}

/** The rows of a version may speak of paragraphs of versions that were withdrawn before they came here. */
function keepParagraphs(sql: SQLite.Database, workNo: number, { paragraphs, lineage }: CopiedRecords): void {
  const own = new Set(paragraphs.map(({ id }) => id))
  const named = [
    ...lineage.flatMap(({ paragraph, other }) => [paragraph, other]),
    ...paragraphs.map(({ derived_from }) => derived_from),
  ]
  for (const id of new Set(named)) {
    if (typeof id === 'string' && !own.has(id) && !hasParagraph(sql, id)) recordLostParagraph(sql, workNo, id)
  }
  for (const row of paragraphs) completeParagraph(sql, row)
}
