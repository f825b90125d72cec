/**
 * Identifiers are computed from content, never minted by a database sequence, so that every mirror
 * computes the same ones with no coordination (docs/design.md, Identifiers). Composed ids are domain-separated.
 */
import { readBase32 } from './base32.ts'
import { exactDigest, sha256, truncatedDigest } from './digest.ts'

const WORK_BYTES = 10
const PARAGRAPH_BYTES = 10
const VERSION_BYTES = 15
const SHORT = 16
const LONG = 24

/** The key of a work that nobody named: the digest of its first source's bytes (hexadecimal SHA-256). */
export function workKey(sourceSha256: string): string {
  return `sha256:${sourceSha256}`
}

/** Work id, 16 characters, from the work's key. */
export function workId(key: string): string {
  return truncatedDigest(sha256(`work/1\n${key}`), WORK_BYTES)
}

/** Version id, 24 characters, from the kinds and exact texts of its blocks in reading order. */
export function versionId(blocks: Iterable<{ kind: string; text: string }>): string {
  return versionIdOfDigests([...blocks].map(({ kind, text }) => ({ kind, exactSha256: exactDigest(text) })))
}

/** Version id, from the kinds of its blocks in reading order and the digests of their exact texts. */
export function versionIdOfDigests(blocks: Iterable<{ kind: string; exactSha256: string }>): string {
  let lines = 'version/1\n'
  for (const { kind, exactSha256 } of blocks) lines += `${kind} ${exactSha256}\n`
  return truncatedDigest(sha256(lines), VERSION_BYTES)
}

/**
 * Paragraph id, 16 characters, from the text with which the paragraph first appeared in its work:
 * the digest of its words, and `k`, which counts identical texts of the work from 1.
 */
export function paragraphId(work: string, genesisWordsSha256: string, k: number): string {
  return truncatedDigest(sha256(`para/1\n${work}\n${genesisWordsSha256}\n${k}`), PARAGRAPH_BYTES)
}

/** A quote's id: whose words, which words, and which of their occurrences in the work. */
export interface QuoteId {
  work: string
  core: string
  /** Number of the occurrence, from 1 (1 is not printed). */
  occurrence: number
}

/** `<work>.<core>`, with `.<n>` from the second occurrence on. */
export function printQuoteId({ work, core, occurrence }: QuoteId): string {
  return occurrence > 1 ? `${work}.${core}.${occurrence}` : `${work}.${core}`
}

/** What was typed → the quote id that it means, or null. */
export function parseQuoteId(typed: string): QuoteId | null {
  const [first, second, third = '1', ...rest] = typed.split('.')
  const work = readBase32(first ?? '', SHORT)
  const core = readBase32(second ?? '', LONG)
  if (!work || !core || rest.length > 0 || !/^[1-9][0-9]{0,5}$/.test(third)) return null
  return { work, core, occurrence: Number(third) }
}

/** What was typed → the work id that it means, or null. */
export function parseWorkId(typed: string): string | null {
  return readBase32(typed, SHORT)
}

/** What was typed → the paragraph id that it means, or null. */
export function parseParagraphId(typed: string): string | null {
  return readBase32(typed, SHORT)
}

/** What was typed → the version id that it means, or null. */
export function parseVersionId(typed: string): string | null {
  return readBase32(typed, LONG)
}
