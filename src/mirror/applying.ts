import { keyDigest } from '../citing/exports/key-digest.ts'
import { type Edition, editionOf, firstEdition } from '../edition/edition.ts'
import type { LoadRequest } from '../loading/document.ts'
import { canonicalJson } from '../log/canonical-json.ts'
import type { Database } from '../store/sqlite/database.ts'
import { manifestOf } from '../store/sqlite/log/manifest-of.ts'
import { recordCopied } from '../store/sqlite/mirror/copied-versions.ts'
import {
  completeParagraph,
  findVersionNo,
  findWorkNo,
  hasParagraph,
  hasRevision,
  recordCopiedPublication,
  recordCopiedWork,
} from '../store/sqlite/mirror/copies.ts'
import { recordStubParagraph } from '../store/sqlite/mirror/stubs.ts'
import { removeTask } from '../store/sqlite/mirror/tasks.ts'
import { withTextsIndexed } from '../store/sqlite/search/index-texts.ts'
import { readAncestry } from '../store/sqlite/versions/lineage.ts'
import { recordEdition } from '../store/sqlite/versions/record-edition.ts'
import { recordCitationKey } from '../store/sqlite/works/citation-keys.ts'
import { recordRevision } from '../store/sqlite/works/record-metadata.ts'
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
export function applySteps(db: Database, steps: readonly Step[]): void {
  try {
    withTextsIndexed(db, () => {
      for (const step of steps) applyStep(db, step)
    })
  } catch (error) {
    if (!isConstraint(error) && !isUnreadable(error)) throw error
    throw new MirrorError(
      'origin_altered',
      `What the log says of the work does not fit what it said before, or cannot be kept: ${(error as Error).message}.`,
    )
  }
}

function applyStep(db: Database, step: Step): void {
  if (step.kind === 'version') applyVersion(db, step)
  else if (step.kind === 'metadata') applyMetadata(db, step)
  else if (step.kind === 'gone') applyGone(db, step)
  else applyWithdrawal(db, step)
  removeTask(db, step.entry.seq)
}

function isConstraint(error: unknown): boolean {
  return (error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT') ?? false
}

function applyVersion(db: Database, step: VersionStep): void {
  const { entry, manifest, version } = step
  const { said, metadata } = manifest
  const workNo = recordCopiedWork(db, said.work)
  keepMetadata(db, workNo, manifest)
  const [file, extracted] = said.files
  const { mediaType, fileName, receivedAt } = file!
  const request = { bytes: version.source, mediaType, ...(fileName !== null && { fileName }) }
  const { createdAt } = said.version
  const times = { workNo, receivedAt, extractedAt: extracted?.receivedAt ?? createdAt, createdAt }
  const record = (edition: Edition): number =>
    db.transaction(() => {
      const versionNo = recordEdition(db, edition, times)
      if (!isAsSigned(db, versionNo, manifest)) throw NOT_AS_SIGNED
      return versionNo
    })
  let versionNo = version.document && unlessOther(() => record(derived(db, workNo, { request, step })))
  if (versionNo === null) {
    if (!version.records) throw new RowsNeeded(step)
    const { records } = version
    keepParagraphs(db, workNo, records)
    versionNo = unlessOther(() =>
      record(
        editionOfRecords(
          request,
          {
            loader: said.version.loader,
            metadata,
            ...(version.extraction && { extraction: version.extraction }),
          },
          { records, isKnown: (id) => hasParagraph(db, id) },
        ),
      ),
    )
    if (versionNo === null)
      throw new MirrorError(
        'origin_altered',
        `The rows of version ${entry.version} do not make what was signed.`,
      )
    recordCopied(db, versionNo, version.reason)
  }
  keepPublication(db, { seq: entry.seq, versionNo, manifest })
}

const NOT_AS_SIGNED = Symbol('the rows are not those that were signed')

/** Null when what was made is not what was signed: then nothing of it is left. */
function unlessOther(record: () => number): number | null {
  try {
    return record()
  } catch (error) {
    if (error === NOT_AS_SIGNED || isConstraint(error)) return null
    throw error
  }
}

/** The version as the house makes it from the source and from the versions before. */
function derived(
  db: Database,
  workNo: number,
  { request, step }: { request: LoadRequest; step: VersionStep },
): Edition {
  const { id } = step.entry
  const document = step.version.document!
  const before = newestVersion(db, id)
  if (before) return editionOf(request, document, readAncestry(db, { no: workNo, id }, before.no))
  return firstEdition(request, document, id)
}

/** The bytes were found to be a manifest when they came: what is printed like them is one. */
function isAsSigned(db: Database, versionNo: number, { bytes, said }: Manifest): boolean {
  return Buffer.from(canonicalJson(manifestOf(db, versionNo, said.nonce))).equals(bytes)
}

function applyMetadata(
  db: Database,
  { entry: { seq, id, version }, manifest }: Extract<Step, { kind: 'metadata' }>,
): void {
  const versionNo = findVersionNo(db, id, version)
  if (!versionNo)
    throw new MirrorError(
      'origin_altered',
      `The log corrects the metadata of ${version}, which it did not publish.`,
    )
  keepMetadata(db, findWorkNo(db, id)!, manifest)
  if (!isAsSigned(db, versionNo, manifest))
    throw new MirrorError(
      'origin_altered',
      `The new metadata of the work ${id} are of another version than the log says.`,
    )
  keepPublication(db, { seq, versionNo, manifest })
}

function keepPublication(
  db: Database,
  { seq, versionNo, manifest }: { seq: number; versionNo: number; manifest: Manifest },
): void {
  recordCopiedPublication(db, { seq, versionNo, manifest: manifest.bytes })
  recordCitationKey(db, { seq, versionNo, sha256: keyDigest(manifest.said.work.id, manifest.metadata) })
}

function keepMetadata(db: Database, workNo: number, { said, metadata }: Manifest): void {
  const { revision, recordedAt } = said.metadata
  if (!hasRevision(db, workNo, revision)) recordRevision(db, workNo, { revision, recordedAt, metadata })
}

/** The rows of a version may speak of paragraphs of versions that were withdrawn before they came here. */
function keepParagraphs(db: Database, workNo: number, { paragraphs, lineage }: CopiedRecords): void {
  const own = new Set(paragraphs.map(({ id }) => id))
  const named = [
    ...lineage.flatMap(({ paragraph, other }) => [paragraph, other]),
    ...paragraphs.map(({ derived_from }) => derived_from),
  ]
  for (const id of new Set(named)) {
    if (typeof id === 'string' && !own.has(id) && !hasParagraph(db, id)) recordStubParagraph(db, workNo, id)
  }
  for (const row of paragraphs) completeParagraph(db, row)
}
