import { coreOfDigest, sha256 } from '../identity/digest.ts'
import { versionId } from '../identity/ids.ts'
import type { ByteRange } from '../identity/swhid.ts'
import type { LineageBlock } from '../lineage/alignment.ts'
import { begin, inherit } from '../lineage/inherit.ts'
import type { EarlierParagraphs, Inheritance } from '../lineage/inheritance.ts'
import { type BlockKind, PARAGRAPH_KINDS } from '../loading/block.ts'
import type { LoadedDocument, LoadRequest } from '../loading/document.ts'
import type { Tool } from '../loading/extraction.ts'
import { segmentsByBlock, sourceRanges } from '../loading/source-ranges.ts'
import { canonicalWords } from '../text/canonical.ts'
import { codePointLength } from '../text/offsets.ts'

/** A block with its number, its digests and, when it is a paragraph, its identity. */
export interface EditionBlock {
  kind: BlockKind
  level: number | null
  text: string
  exactSha256: string
  wordsSha256: string
  core: string
  codePoints: number
  sourceRanges: ByteRange[]
  /** Null for blocks that are not counted. */
  paragraph: { id: string; number: number } | null
}

/** Bytes that are kept with a version. */
export interface EditionFile {
  sha256: string
  mediaType: string
  fileName: string | null
  bytes: Uint8Array
}

/** A loaded document with everything computed that identifies it: what the store records, as it stands. */
export interface Edition {
  source: EditionFile
  /** What the text was read from, where that is not the source itself. */
  extraction: (EditionFile & { tool: Tool }) | null
  version: { id: string; paragraphCount: number; wordCount: number }
  blocks: EditionBlock[]
  /** The paragraphs that are new to the work. */
  minted: Inheritance['minted']
  /** What became of the paragraphs of the version before; empty in a work's first. */
  changes: Inheritance['changes']
  document: LoadedDocument
}

/** A document as the next text of a work: its paragraphs inherit the ids of those that they are. Pure. */
export function editionOf(
  request: LoadRequest,
  document: LoadedDocument,
  earlier: EarlierParagraphs,
): Edition {
  const measured = measureBlocks(document)
  return assemble(request, document, { measured, ...inherit({ ...earlier, newer: measured.map(asNewer) }) })
}

/** A document as the first text of a work, by its id. Pure. */
export function firstEdition(request: LoadRequest, document: LoadedDocument, work: string): Edition {
  const measured = measureBlocks(document)
  return assemble(request, document, { measured, ...begin(work, measured.map(asNewer)) })
}

function asNewer(block: Omit<EditionBlock, 'paragraph'>): LineageBlock {
  return { ...block, paragraph: null, counted: PARAGRAPH_KINDS.has(block.kind) }
}

/**
 * A document as a text of a work whose paragraphs' identities are told. Pure.
 *
 * @param identities for each block its paragraph's id, null for one that is not counted; which of them are new to the
 *   work; what became of the others
 */
export function copiedEdition(
  request: LoadRequest,
  document: LoadedDocument,
  identities: Inheritance,
): Edition {
  return assemble(request, document, { measured: measureBlocks(document), ...identities })
}

function assemble(
  request: LoadRequest,
  document: LoadedDocument,
  { measured, ids, minted, changes }: Inheritance & { measured: ReturnType<typeof measureBlocks> },
): Edition {
  let number = 0
  const blocks = measured.map((block, ordinal) => {
    const id = ids[ordinal] ?? null
    return { ...block, paragraph: id === null ? null : { id, number: ++number } }
  })
  return {
    source: {
      sha256: sha256(request.bytes),
      mediaType: request.mediaType,
      fileName: request.fileName ?? null,
      bytes: request.bytes,
    },
    extraction: document.extraction
      ? { ...document.extraction, sha256: sha256(document.extraction.bytes), fileName: null }
      : null,
    version: {
      id: versionId(document.blocks),
      paragraphCount: number,
      wordCount: blocks.reduce((sum, block) => sum + (block.paragraph ? countWords(block.text) : 0), 0),
    },
    blocks,
    minted,
    changes,
    document,
  }
}

function measureBlocks(document: LoadedDocument): Omit<EditionBlock, 'paragraph'>[] {
  const segments = segmentsByBlock(document.segments)
  return document.blocks.map(({ kind, level, text }, index) => {
    const words = canonicalWords(text)
    const exactSha256 = sha256(text)
    const wordsSha256 = words === text ? exactSha256 : sha256(words)
    const codePoints = codePointLength(text)
    return {
      kind,
      level: level ?? null,
      text,
      exactSha256,
      wordsSha256,
      core: coreOfDigest(wordsSha256),
      codePoints,
      sourceRanges: sourceRanges(segments.get(index) ?? [], text, 0, codePoints),
    }
  })
}

function countWords(text: string): number {
  let words = 1
  for (let space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) words++
  return words
}
