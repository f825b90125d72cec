import type { Alignment, LineageBlock } from './alignment.ts'
import { anchor, type Gap, gapsBetween, inOrder, pairOccurrences } from './anchors.ts'
import { absorbContained } from './contained.ts'
import { fitsTable, matchInOrder } from './gap-table.ts'
import { Groups, type Side } from './groups.ts'
import { Likeness } from './likeness.ts'
import { similarPairs } from './similar-pairs.ts'
import type { Stretch } from './step-value.ts'

/** A stretch too long for a table is divided no more often than this. */
const DEEPEST = 4

/**
 * What became of the blocks of an older version in a newer one. Every block of both is in exactly one relation.
 * Certain things first: equal words in order, then elsewhere; then what is alike between them, in order;
 * then what is alike anywhere; last, what is contained in something longer. Deterministic.
 */
export function align(older: readonly LineageBlock[], newer: readonly LineageBlock[]): Alignment[] {
  const groups = new Groups(older, newer)
  const { pairs, gaps } = anchor(older.map(keyOf), newer.map(keyOf))
  joinPairs(groups, pairs)
  joinPairs(groups, pairsOfOnlyOnes(groups))
  const likeness = new Likeness(groups)
  for (const gap of gaps) fillGap(groups, likeness, gap)
  joinPairs(groups, pairOccurrences(keysOfFree(groups, 'from', keyOf), keysOfFree(groups, 'to', keyOf)))
  joinPairs(groups, pairOccurrences(keysOfFree(groups, 'from', wordsOf), keysOfFree(groups, 'to', wordsOf)))
  joinPairs(groups, similarPairs({ from: groups.free('from'), to: groups.free('to') }, likeness))
  absorbContained(groups, likeness)
  return groups.alignments()
}

/** A paragraph is anchored to a paragraph: a heading of the same words may stand beside it. */
function keyOf({ wordsSha256, counted }: LineageBlock): string {
  return counted ? wordsSha256 : `-${wordsSha256}`
}

function wordsOf({ wordsSha256 }: LineageBlock): string {
  return wordsSha256
}

function keysOfFree(
  groups: Groups,
  side: Side,
  key: (block: LineageBlock) => string,
): (readonly [string, number])[] {
  return groups.free(side).map((ordinal) => [key(groups.blocks[side][ordinal]!), ordinal])
}

function joinPairs(groups: Groups, pairs: Iterable<readonly [from: number, to: number]>): void {
  for (const [from, to] of pairs) groups.join([from], [to])
}

/** Texts that stand once in what is left of both versions have moved: nothing else in their gaps may take them. */
function pairsOfOnlyOnes(groups: Groups): [number, number][] {
  const once = (side: Side) => {
    const count = new Map<string, number>()
    const keys = keysOfFree(groups, side, keyOf)
    for (const [key] of keys) count.set(key, (count.get(key) ?? 0) + 1)
    return keys.filter(([key]) => count.get(key) === 1)
  }
  return pairOccurrences(once('from'), once('to'))
}

/** Aligns in order what is free in a gap: the paragraphs among themselves, and the other blocks. */
function fillGap(groups: Groups, likeness: Likeness, gap: Gap): void {
  for (const counted of [true, false]) {
    const free = (side: Side, start: number, end: number) =>
      range(start, end).filter(
        (ordinal) => groups.isFree(side, ordinal) && groups.blocks[side][ordinal]!.counted === counted,
      )
    fill(groups, likeness, {
      from: free('from', gap.from, gap.fromEnd),
      to: free('to', gap.to, gap.toEnd),
    })
  }
}

function fill(groups: Groups, likeness: Likeness, stretch: Stretch, depth = 0): void {
  if (stretch.from.length === 0 || stretch.to.length === 0) return
  if (fitsTable(stretch, likeness)) {
    for (const { from, to } of matchInOrder(stretch, likeness)) groups.join(from, to)
    return
  }
  const anchors = depth < DEEPEST ? anchorsOf(groups, likeness, stretch) : []
  joinPairs(groups, anchors)
  if (anchors.length === 0) return
  for (const part of stretchesBetween(stretch, anchors)) fill(groups, likeness, part, depth + 1)
}

/** What is surest in a stretch that is too long for a table: equal words, or else texts very much alike. */
function anchorsOf(groups: Groups, likeness: Likeness, { from, to }: Stretch): [number, number][] {
  const keys = (side: Side, ordinals: readonly number[]) =>
    ordinals.map((ordinal) => [keyOf(groups.blocks[side][ordinal]!), ordinal] as const)
  const equal = inOrder(pairOccurrences(keys('from', from), keys('to', to)))
  return equal.length > 0 ? equal : inOrder(similarPairs({ from, to }, likeness))
}

function stretchesBetween({ from, to }: Stretch, anchors: [number, number][]): Stretch[] {
  const places = { from: placesOf(from), to: placesOf(to) }
  const whole = { from: 0, fromEnd: from.length, to: 0, toEnd: to.length }
  return gapsBetween(
    whole,
    anchors.map(([older, newer]) => [places.from.get(older)!, places.to.get(newer)!]),
  ).map((gap) => ({ from: from.slice(gap.from, gap.fromEnd), to: to.slice(gap.to, gap.toEnd) }))
}

function placesOf(ordinals: readonly number[]): Map<number, number> {
  return new Map(ordinals.map((ordinal, place) => [ordinal, place]))
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index)
}
