import slugify from '@sindresorhus/slugify'
import { coreOfDigest, sha256 } from '../identity/digest.ts'
import { paragraphId, parseWorkId, versionId, workId, workKey } from '../identity/ids.ts'
import {
  type BlockKind,
  type LoadedDocument,
  type LoadRequest,
  PARAGRAPH_KINDS,
} from '../loading/document.ts'
import { type ByteRange, segmentsByBlock, sourceRanges } from '../loading/source-ranges.ts'
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
  paragraph: { id: string; number: number; k: number } | null
}

/** A loaded document with everything computed that identifies it: what the store records, as it stands. */
export interface Edition {
  work: { id: string; key: string; slug: string }
  source: { sha256: string; mediaType: string; fileName: string | null; bytes: Uint8Array }
  version: { id: string; paragraphCount: number; wordCount: number }
  blocks: EditionBlock[]
  document: LoadedDocument
}

/** Gives a new work's first document its identifiers. Pure: the same request and document, the same edition. */
export function newEdition(request: LoadRequest, document: LoadedDocument): Edition {
  const digest = sha256(request.bytes)
  const key = request.manifest?.key ?? workKey(digest)
  const id = workId(key)
  const blocks = identifyBlocks(id, document)
  return {
    work: { id, key, slug: request.manifest?.slug ?? slugOf(document.metadata.title, id) },
    source: {
      sha256: digest,
      mediaType: request.mediaType,
      fileName: request.fileName ?? null,
      bytes: request.bytes,
    },
    version: {
      id: versionId(document.blocks),
      paragraphCount: blocks.filter((block) => block.paragraph).length,
      wordCount: blocks.reduce((sum, block) => sum + (block.paragraph ? countWords(block.text) : 0), 0),
    },
    blocks,
    document,
  }
}

function identifyBlocks(work: string, document: LoadedDocument): EditionBlock[] {
  const seen = new Map<string, number>()
  const segments = segmentsByBlock(document.segments)
  let number = 0
  return document.blocks.map(({ kind, level, text }, index) => {
    const words = canonicalWords(text)
    const exactSha256 = sha256(text)
    const wordsSha256 = words === text ? exactSha256 : sha256(words)
    const codePoints = codePointLength(text)
    let paragraph: EditionBlock['paragraph'] = null
    if (PARAGRAPH_KINDS.has(kind)) {
      const k = (seen.get(wordsSha256) ?? 0) + 1
      seen.set(wordsSha256, k)
      paragraph = { id: paragraphId(work, wordsSha256, k), number: ++number, k }
    }
    return {
      kind,
      level: level ?? null,
      text,
      exactSha256,
      wordsSha256,
      core: coreOfDigest(wordsSha256),
      codePoints,
      sourceRanges: sourceRanges(segments.get(index) ?? [], text, 0, codePoints),
      paragraph,
    }
  })
}

function countWords(text: string): number {
  return text.split(' ').length
}

const LONGEST_SLUG = 80

/** A readable address from the title; never one that reads as a work id. */
export function slugOf(title: string, work: string): string {
  const words = slugify(title).split('-')
  let slug = ''
  for (const word of words) {
    if (slug.length + word.length >= LONGEST_SLUG) break
    slug = slug ? `${slug}-${word}` : word
  }
  return slug && !parseWorkId(slug) ? slug : `work-${work}`
}
