import { paragraphId } from '../identity/ids.ts'
import type { LineageBlock } from './alignment.ts'
import { paragraphChanges } from './changes.ts'
import { type Families, familiesOf } from './families.ts'

/** What the paragraphs of a work were until now, and the blocks of its next version. */
export interface EarlierParagraphs {
  /** Work id. */
  work: string
  /** Blocks of the version before, in reading order. */
  older: readonly LineageBlock[]
  /** Blocks of the new version, in reading order. */
  newer: readonly LineageBlock[]
  /** Paragraphs of the work in no block of the version before, oldest first, with the digests of their last text. */
  absent: readonly { paragraph: string; exactSha256: string; wordsSha256: string }[]
  /** How many paragraphs of the work began with these words. */
  timesMinted: (wordsSha256: string) => number
}

/** What became of a paragraph in a version. */
export interface ParagraphChange {
  paragraph: string
  relation: 'altered' | 'typography' | 'moved' | 'merged' | 'split' | 'gone' | 'restored' | 'new'
  /** The paragraph that a merged one's text is part of now. */
  into: string | null
  /** The paragraph that a new one was split from. */
  from: string | null
  /** Number of the paragraph in the version before; of the one it was split from; null when it was in neither. */
  fromNumber: number | null
  /** Number of the paragraph in the new version; of the one it was merged into; null when gone. */
  toNumber: number | null
}

/** A new paragraph id and what it was computed from. */
export interface MintedParagraph {
  id: string
  /** Ordinal of its block in the new version, from 0. */
  ordinal: number
  /** Hexadecimal SHA-256 of its first text's words (C2). */
  wordsSha256: string
  /** Which of the work's paragraphs that began with these words, from 1. */
  k: number
  /** The paragraph that it was split from. */
  derivedFrom: string | null
}

/** The identities of a new version's paragraphs. */
export interface Inheritance {
  /** For each block of the new version: its paragraph's id; null for blocks that are not counted. */
  ids: (string | null)[]
  minted: MintedParagraph[]
  /** A paragraph may have several rows (altered and moved); one without a row is unchanged. */
  changes: ParagraphChange[]
}

/**
 * Gives the paragraphs of a new version their ids. Text that is the same, corrected or moved keeps its id; a merged
 * paragraph has the id of its first part, the first part of a split one keeps the id. Text that the work had before
 * gets the id back that it had last, unless it stands unchanged in the version before. Other ids are minted.
 */
export function inherit(ancestors: EarlierParagraphs): Inheritance {
  const families = familiesOf(ancestors)
  const ids = inheritedIds(ancestors, families)
  const minted = mint(ancestors, families, ids)
  for (const { id, ordinal } of minted) ids[ordinal] = id
  return { ids, minted, changes: paragraphChanges(ancestors, families, ids) }
}

/** The ids that come from the version before or from an earlier one; null where one has to be minted. */
function inheritedIds(
  { older, newer }: EarlierParagraphs,
  { families, restored }: Families,
): (string | null)[] {
  const ids = newer.map((_, ordinal) => restored.get(ordinal) ?? null)
  for (const { from, to } of families) {
    if (from.length > 0 && to.length > 0) ids[to[0]!] = older[from[0]!]!.paragraph
  }
  return ids
}

function mint(
  { work, older, newer, timesMinted }: EarlierParagraphs,
  { families }: Families,
  ids: readonly (string | null)[],
): MintedParagraph[] {
  const origin = new Map(
    families.flatMap(({ from, to }) =>
      from.length > 0 ? to.map((ordinal) => [ordinal, older[from[0]!]!]) : [],
    ),
  )
  const times = new Map<string, number>()
  return newer.flatMap(({ counted, wordsSha256 }, ordinal) => {
    if (!counted || ids[ordinal] !== null) return []
    const k = (times.get(wordsSha256) ?? timesMinted(wordsSha256)) + 1
    times.set(wordsSha256, k)
    const derivedFrom = origin.get(ordinal)?.paragraph ?? null
    return [{ id: paragraphId(work, wordsSha256, k), ordinal, wordsSha256, k, derivedFrom }]
  })
}
