import { paragraphId } from '../identity/ids.ts'
import { paragraphChanges } from './changes.ts'
import { type Families, familiesOf } from './families.ts'
import type { Inheritance, MintedParagraph, NextVersion } from './inheritance.ts'

/**
 * Gives the paragraphs of a new version their ids. Text that is the same, corrected or moved keeps its id; a merged
 * paragraph has the id of its first part, the first part of a split one keeps the id. Text that the work had before
 * gets the id back that it had last, unless it stands unchanged in the version before. Other ids are minted.
 */
export function inherit(version: NextVersion): Inheritance {
  const families = familiesOf(version)
  const { ids, minted } = withMinted(version, families, inheritedIds(version, families))
  return { ids, minted, changes: paragraphChanges(version, families, ids) }
}

/** Gives the paragraphs of a work's first text their ids: each is new, and nothing became of any. */
export function begin(work: string, newer: NextVersion['newer']): Inheritance {
  const version = { work, older: [], absent: [], newer, timesMinted: () => 0 }
  const none = newer.map(() => null)
  return { ...withMinted(version, { families: [], restored: new Map() }, none), changes: [] }
}

/** The ids, with new ones where there are none. */
function withMinted(
  version: NextVersion,
  families: Families,
  inherited: readonly (string | null)[],
): Omit<Inheritance, 'changes'> {
  const ids = [...inherited]
  const minted = mint(version, families, inherited)
  for (const { id, ordinal } of minted) ids[ordinal] = id
  return { ids, minted }
}

/** The ids that come from the version before or from an earlier one; null where one has to be minted. */
function inheritedIds({ older, newer }: NextVersion, { families, restored }: Families): (string | null)[] {
  const ids = newer.map((_, ordinal) => restored.get(ordinal) ?? null)
  for (const { from, to } of families) {
    if (from.length > 0 && to.length > 0) ids[to[0]!] = older[from[0]!]!.paragraph
  }
  return ids
}

function mint(
  { work, older, newer, timesMinted }: NextVersion,
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
