import { longestIncreasing } from '../text/longest-increasing.ts'
import type { LineageBlock } from './alignment.ts'
import type { Families, Family } from './families.ts'
import type { NextVersion, ParagraphChange } from './inheritance.ts'

/** What became of the paragraphs, in the order of the new version; those that are gone come last. */
export function paragraphChanges(
  { older, newer }: NextVersion,
  { families }: Families,
  ids: readonly (string | null)[],
): ParagraphChange[] {
  const from = paragraphsOf(older, (ordinal) => older[ordinal]!.paragraph)
  const to = paragraphsOf(newer, (ordinal) => ids[ordinal]!)
  const moved = movedIn(families)
  return families
    .flatMap((family) => {
      const relations = relationsKept(family, { older, newer, moved: moved.has(family) })
      return changesIn(
        { from: family.from.map(from), to: family.to.map(to), restored: family.restored.map(to) },
        relations,
      )
    })
    .sort((a, b) => (a.toNumber ?? Infinity) - (b.toNumber ?? Infinity) || a.fromNumber! - b.fromNumber!)
}

/** A paragraph in one of the two versions. */
interface Numbered {
  id: string
  /** From 1. */
  number: number
}

/** By the ordinal of its block: a paragraph's id and number. */
function paragraphsOf(
  blocks: readonly LineageBlock[],
  idOf: (ordinal: number) => string | null,
): (ordinal: number) => Numbered {
  const paragraphs: Numbered[] = []
  let number = 0
  for (const [ordinal, { counted }] of blocks.entries()) {
    if (counted) paragraphs[ordinal] = { id: idOf(ordinal)!, number: ++number }
  }
  return (ordinal) => paragraphs[ordinal]!
}

/** The families whose first paragraph stands in another order than most. */
function movedIn(families: readonly Family[]): Set<Family> {
  const kept = families
    .filter(({ from, to }) => from.length > 0 && to.length > 0)
    .sort((a, b) => a.to[0]! - b.to[0]!)
  const moved = new Set(kept)
  for (const index of longestIncreasing(kept.map(({ from }) => from[0]!))) moved.delete(kept[index]!)
  return moved
}

/** What may be said of the paragraph that goes on: its text differs, its place differs, both or nothing. */
function relationsKept(
  { from, to }: Family,
  { older, newer, moved }: { older: readonly LineageBlock[]; newer: readonly LineageBlock[]; moved: boolean },
): ParagraphChange['relation'][] {
  const before = older[from[0] ?? -1]
  const after = newer[to[0] ?? -1]
  if (!before || !after) return []
  const relations: ParagraphChange['relation'][] = moved ? ['moved'] : []
  if (before.exactSha256 === after.exactSha256) return relations
  return [before.wordsSha256 === after.wordsSha256 ? 'typography' : 'altered', ...relations]
}

function changesIn(
  { from, to, restored }: Record<keyof Family, Numbered[]>,
  relationsKept: ParagraphChange['relation'][],
): ParagraphChange[] {
  const [first, ...others] = from
  const [heir, ...parts] = to
  const changes = restored.map((after) => change('restored', null, after))
  if (!first) return [...changes, ...to.map((after) => change('new', null, after))]
  if (!heir) return [...changes, ...from.map((before) => lost(before, restored[0]))]
  return [
    ...changes,
    ...relationsKept.map((relation) => change(relation, first, heir)),
    ...others.map((before) => lost(before, heir)),
    ...parts.map((after) => ({ ...change('split', first, after), paragraph: after.id, from: first.id })),
  ]
}

function lost(before: Numbered, heir: Numbered | undefined): ParagraphChange {
  if (!heir) return change('gone', before, null)
  return { ...change('merged', before, heir), into: heir.id }
}

function change(
  relation: ParagraphChange['relation'],
  before: Numbered | null,
  after: Numbered | null,
): ParagraphChange {
  return {
    paragraph: (before ?? after)!.id,
    relation,
    into: null,
    from: null,
    fromNumber: before?.number ?? null,
    toNumber: after?.number ?? null,
  }
}
