import { copiedEdition, type Edition } from '../edition/edition.ts'
import { sha256 } from '../identity/digest.ts'
import type { BlockKind } from '../loading/block.ts'
import type { LoadedDocument, LoadRequest } from '../loading/document.ts'
import { type BlockRecord, summarizeBlocks } from '../log/block-tree.ts'
import { digestRecords } from '../log/records-digest.ts'
import type { VersionManifest } from '../log/version-manifest.ts'
import { RECORD_KINDS, type RecordKind, type TextRecord } from '../store/records.ts'
import { lineageChange } from '../store/sql/lineage.ts'
import { relocationRecord, repairRecord, segmentRecord, statementRecord } from '../store/sql/provenance.ts'
import type { RecordRow } from '../store/sqlite/versions/record-lines.ts'
import { MirrorError, ofOrigin } from './errors.ts'

/** All rows of a version, as its origin tells them, after they were found to be those that its manifest sums up. */
export type CopiedRecords = Record<RecordKind, RecordRow[]> & { blocks: TextRecord[] }

/**
 * The rows in the lines of `/log/records`, or those of some kinds of record alone.
 *
 * @throws MirrorError `origin_altered` when they are not what the manifest sums up
 */
export function parseRecords(lines: Buffer, manifest: VersionManifest): CopiedRecords {
  const rows = { blocks: [] as TextRecord[], ...emptyRecords() }
  for (const line of lines.toString().split('\n')) {
    if (line === '') continue
    const { record, ...row } = parsed(line)
    if (record === 'block') rows.blocks.push(row as unknown as TextRecord)
    else if (RECORD_KINDS.includes(record as RecordKind)) rows[record as RecordKind].push(row as RecordRow)
  }
  for (const kind of RECORD_KINDS) assertRows(kind, rows[kind], manifest)
  assertBlocks(rows.blocks, manifest)
  return rows
}

/** The statements alone, in such lines. @throws MirrorError `origin_altered` */
export function parseStatements(lines: Buffer, manifest: VersionManifest): LoadedDocument['statements'] {
  const rows = lines
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { record, ...row } = parsed(line)
      if (record !== 'statements') throw altered('statements')
      return row as RecordRow
    })
  assertRows('statements', rows, manifest)
  return ofOrigin(() => rows.map((row) => statementRecord(row as never)))
}

/** What a version is as its rows say: nothing of it was made here. */
export function editionOfRecords(
  request: LoadRequest,
  told: Pick<LoadedDocument, 'loader' | 'metadata' | 'extraction'>,
  { records, isKnown }: { records: CopiedRecords; isKnown: (paragraph: string) => boolean },
): Edition {
  const document: LoadedDocument = {
    ...told,
    statements: records.statements.map((row) => statementRecord(row as never)),
    blocks: records.blocks.map(({ kind, level, text }) => ({
      kind: kind as BlockKind,
      ...(level !== null && { level }),
      text,
    })),
    segments: records.segments.map((row) => segmentRecord(row as never)),
    repairs: records.repairs.map((row) => repairRecord(row as never)),
    relocations: records.relocations.map((row) => relocationRecord(row as never)),
    warnings: records.warnings.map(({ warning }) => String(warning)),
  }
  const ordinals = new Map(records.blocks.map(({ paragraph, ordinal }) => [paragraph, ordinal]))
  const minted = records.paragraphs
    .filter(({ id }) => !isKnown(String(id)))
    .map(({ id, genesis_words_sha256, k, derived_from }) => ({
      id: String(id),
      ordinal: ordinals.get(String(id)) ?? 0,
      wordsSha256: String(genesis_words_sha256),
      k: Number(k),
      derivedFrom: derived_from === null ? null : String(derived_from),
    }))
  const changes = records.lineage.map(({ paragraph, relation, other, from_number, to_number }) =>
    lineageChange({ paragraph, relation, other, fromNumber: from_number, toNumber: to_number } as never),
  )
  return copiedEdition(request, document, {
    ids: records.blocks.map(({ paragraph }) => paragraph),
    minted,
    changes,
  })
}

function assertRows(kind: RecordKind, rows: readonly RecordRow[], { provenance }: VersionManifest): void {
  if (ofOrigin(() => digestRecords(rows)).sha256 !== provenance[kind].sha256) throw altered(kind)
}

function assertBlocks(blocks: readonly TextRecord[], { nonce, blocks: summary }: VersionManifest): void {
  const found = ofOrigin(() => summarizeBlocks(nonce, blocks as readonly BlockRecord[]))
  const isSigned = found.count === summary.count && found.root === summary.root
  const isText = ({ text, exactSha256 }: TextRecord) =>
    typeof text === 'string' && sha256(text) === exactSha256
  if (!isSigned || !blocks.every(isText)) throw altered('blocks')
}

function emptyRecords(): Record<RecordKind, RecordRow[]> {
  return Object.fromEntries(RECORD_KINDS.map((kind) => [kind, []])) as never
}

function parsed(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // What is no JSON is no row.
  }
  throw altered('lines')
}

function altered(what: string): MirrorError {
  return new MirrorError(
    'origin_altered',
    `The ${what} of a version are not those that its manifest was signed for.`,
  )
}
