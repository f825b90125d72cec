import { align } from './align.ts'
import type { Alignment, LineageBlock } from './alignment.ts'
import { pairOccurrences } from './anchors.ts'
import type { EarlierParagraphs, NextVersion } from './inheritance.ts'

/** Paragraphs of the version before and of the new one that share their text, by the ordinals of their blocks. */
export interface Family {
  from: number[]
  /** Those that inherit from them: not those whose text the work had before. */
  to: number[]
  /** Those that are made of their text as well, but get another id back. */
  restored: number[]
}

/** All paragraphs of both versions, each in one family. */
export interface Families {
  families: Family[]
  /** By the ordinal of a block of the new version: the id of the earlier paragraph that it is again. */
  restored: Map<number, string>
}

/** Which paragraphs of a new version come from which of the version before, and which from earlier ones. */
export function familiesOf({ older, newer, absent }: NextVersion): Families {
  const alignments = align(older, newer)
  const restored = restoredIds(newer, changedIn(alignments, older, newer), absent)
  const families = alignments.map(({ from, to }) => {
    const counted = to.filter((ordinal) => newer[ordinal]!.counted)
    return {
      from: from.filter((ordinal) => older[ordinal]!.paragraph !== null),
      to: counted.filter((ordinal) => !restored.has(ordinal)),
      restored: counted.filter((ordinal) => restored.has(ordinal)),
    }
  })
  return { families: reunite(families, older, newer), restored }
}

/** Ordinals of the paragraphs of the new version that are not just a paragraph of the version before. */
function changedIn(
  alignments: readonly Alignment[],
  older: readonly LineageBlock[],
  newer: readonly LineageBlock[],
): number[] {
  return alignments
    .filter(
      ({ relation, from }) =>
        !(relation === 'same' || relation === 'typography') || older[from[0]!]!.paragraph === null,
    )
    .flatMap(({ to }) => to)
    .filter((ordinal) => newer[ordinal]!.counted)
    .sort((a, b) => a - b)
}

/** Each text that an absent paragraph had last gets its id: the exact text first, then the words; the oldest first. */
function restoredIds(
  newer: readonly LineageBlock[],
  changed: readonly number[],
  absent: EarlierParagraphs['absent'],
): Map<number, string> {
  const restored = new Map<number, string>()
  const taken = new Set<number>()
  for (const digest of ['exactSha256', 'wordsSha256'] as const) {
    const earlier = absent
      .map((text, index) => [text[digest], index] as const)
      .filter(([, index]) => !taken.has(index))
    const later = changed
      .filter((ordinal) => !restored.has(ordinal))
      .map((ordinal) => [newer[ordinal]![digest], ordinal] as const)
    for (const [index, ordinal] of pairOccurrences(earlier, later)) {
      restored.set(ordinal, absent[index]!.paragraph)
      taken.add(index)
    }
  }
  return restored
}

/** A paragraph that lost all its text to restored ones may be one that seemed new: both are compared again. */
function reunite(
  families: Family[],
  older: readonly LineageBlock[],
  newer: readonly LineageBlock[],
): Family[] {
  const from = ascending(
    families.flatMap(({ from, to, restored }) => (to.length === 0 && restored.length > 0 ? from : [])),
  )
  const to = ascending(families.flatMap(({ from, to }) => (from.length === 0 ? to : [])))
  if (from.length === 0 || to.length === 0) return families
  const found = align(
    from.map((ordinal) => older[ordinal]!),
    to.map((ordinal) => newer[ordinal]!),
  )
    .filter((alignment) => alignment.from.length > 0 && alignment.to.length > 0)
    .map((alignment) => ({
      from: alignment.from.map((place) => from[place]!),
      to: alignment.to.map((place) => to[place]!),
      restored: [],
    }))
  const again = {
    from: new Set(found.flatMap(({ from }) => from)),
    to: new Set(found.flatMap(({ to }) => to)),
  }
  const rest = families.map((family) => ({
    ...family,
    from: family.from.filter((ordinal) => !again.from.has(ordinal)),
    to: family.to.filter((ordinal) => !again.to.has(ordinal)),
  }))
  return [...rest, ...found]
}

function ascending(ordinals: number[]): number[] {
  return ordinals.sort((a, b) => a - b)
}
