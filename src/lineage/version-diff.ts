import { diffArrays } from 'diff'
import { nextTurn } from '../bounds/next-turn.ts'
import { longestIncreasing } from '../text/longest-increasing.ts'
import { type WordEdit, wordDiff } from '../text/word-diff.ts'

/** A block of a version; `paragraph` and `number` are null for those that are not counted. */
export interface ComparedBlock {
  kind: string
  text: string
  paragraph: string | null
  number: number | null
}

/** What may have become of a block: it was merged into another, or split from it. */
export const BLOCK_CHANGES = [
  'altered',
  'moved',
  'moved-and-altered',
  'merged',
  'split',
  'gone',
  'new',
] as const

/** How a block differs between two versions. */
export interface BlockChange {
  change: (typeof BLOCK_CHANGES)[number]
  kind: string
  paragraph: string | null
  /** Numbers of the paragraph in the older and in the newer version. */
  from: number | null
  to: number | null
  /** The paragraph that it was merged into, or split from. */
  other: string | null
  /** Word by word; the whole text deleted or inserted where the block stands in one version alone. */
  diff: WordEdit[]
}

/** The differences of two versions, in the order of the newer; what that has no more stands last. */
export interface VersionDiff {
  /** Places in the newer (0-based, ascending) of the blocks that are the same. */
  same: number[]
  changes: BlockChange[]
}

/** Blocks compared at a time, word by word: some milliseconds. */
const AT_ONCE = 100

/**
 * Compares two versions of a work block by block: paragraphs by their ids, which were inherited when the newer
 * was imported; other blocks by their text. Between some blocks and the next others have their turn.
 *
 * @param related the paragraph that one was merged into, or split from
 */
export async function diffVersions(
  older: readonly ComparedBlock[],
  newer: readonly ComparedBlock[],
  related: {
    mergedInto: (paragraph: string) => string | null
    splitFrom: (paragraph: string) => string | null
  },
): Promise<VersionDiff> {
  const pairs = pair(older, newer)
  const partner = new Map(pairs)
  const inOrder = new Set(longestIncreasing(pairs.map(([, from]) => from)).map((at) => pairs[at]![0]))
  const changes: BlockChange[] = []
  const same: number[] = []
  for (const [index, block] of newer.entries()) {
    if (index % AT_ONCE === 0) await nextTurn()
    const from = partner.get(index)
    if (from === undefined) {
      const other = block.paragraph && related.splitFrom(block.paragraph)
      changes.push(alone(block, { op: 'insert', change: other ? 'split' : 'new', other }))
      continue
    }
    const before = older[from]!
    const altered = before.text !== block.text
    const moved = !inOrder.has(index)
    if (!altered && !moved) same.push(index)
    else changes.push(both(before, block, { altered, moved }))
  }
  const kept = new Set(partner.values())
  const left = older.filter((_, index) => !kept.has(index))
  return { same, changes: [...changes, ...left.map((block) => withoutPartner(block, related.mergedInto))] }
}

function withoutPartner(block: ComparedBlock, mergedInto: (paragraph: string) => string | null): BlockChange {
  const other = block.paragraph && mergedInto(block.paragraph)
  return alone(block, { op: 'delete', change: other ? 'merged' : 'gone', other })
}

/** [index in the newer, index in the older] of the blocks that both have, in the order of the newer. */
function pair(older: readonly ComparedBlock[], newer: readonly ComparedBlock[]): [number, number][] {
  const places = new Map(
    older.flatMap(({ paragraph }, index) => (paragraph === null ? [] : [[paragraph, index]])),
  )
  const paragraphs = newer.flatMap(({ paragraph }, index): [number, number][] => {
    const from = paragraph === null ? undefined : places.get(paragraph)
    return from === undefined ? [] : [[index, from]]
  })
  return [...paragraphs, ...pairUncounted(older, newer)].sort(([a], [b]) => a - b)
}

function pairUncounted(older: readonly ComparedBlock[], newer: readonly ComparedBlock[]): [number, number][] {
  const from = uncounted(older)
  const to = uncounted(newer)
  const pairs: [number, number][] = []
  let [left, right] = [0, 0]
  const changes = diffArrays(
    from.map((index) => older[index]!.text),
    to.map((index) => newer[index]!.text),
    { maxEditLength: MOST_UNCOUNTED },
  )
  for (const { added, removed, count } of changes ?? []) {
    if (!added && !removed) {
      for (let step = 0; step < count; step++) pairs.push([to[right + step]!, from[left + step]!])
    }
    if (!added) left += count
    if (!removed) right += count
  }
  return pairs
}

/** Versions whose headings and notes differ in more places are not compared any further in these. */
const MOST_UNCOUNTED = 1000

function uncounted(blocks: readonly ComparedBlock[]): number[] {
  return blocks.flatMap(({ paragraph }, index) => (paragraph === null ? [index] : []))
}

function alone(
  { kind, paragraph, number, text }: ComparedBlock,
  { op, change, other }: { op: 'insert' | 'delete'; change: BlockChange['change']; other: string | null },
): BlockChange {
  const [from, to] = op === 'delete' ? [number, null] : [null, number]
  return { change, kind, paragraph, from, to, other, diff: [{ op, text }] }
}

function both(
  before: ComparedBlock,
  { kind, paragraph, number, text }: ComparedBlock,
  { altered, moved }: { altered: boolean; moved: boolean },
): BlockChange {
  const diff = altered ? wordDiff(before.text, text) : [{ op: 'equal' as const, text }]
  const change = moved ? (altered ? 'moved-and-altered' : 'moved') : 'altered'
  return { change, kind, paragraph, from: before.number, to: number, other: null, diff }
}
