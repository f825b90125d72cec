/** Names as citeproc reads them right. */
import type { CslItem, CslName } from '../csl/item.ts'
import { NAME_VARIABLES } from '../csl/variables.ts'

/** Nothing but words that begin in small letters: "bell", "e. e.". */
const IN_SMALL_LETTERS = /^\p{Ll}[^\p{Lu}]*$/u

/** Words that are particles, even where a record gives them in the place of a given name. */
const PARTICLES = new Set('van von de der den del della di da du la le ten ter zu zur of'.split(' '))

/** The item with each name as citeproc is to read it. */
export function withReadableNames(item: CslItem): CslItem {
  return withNames(item, readable)
}

function withNames(item: CslItem, change: (name: CslName) => CslName): CslItem {
  const fields = NAME_VARIABLES.flatMap((field) => {
    const names = (item as Record<string, unknown>)[field] as CslName[] | undefined
    return names ? [[field, names.map(change)]] : []
  })
  return fields.length === 0 ? item : { ...item, ...Object.fromEntries(fields) }
}

/**
 * A group is a name like any other: citeproc joins a `literal` to the persons before it without the comma that the
 * style puts before the last name. A given name in small letters is one: citeproc takes it for a particle.
 */
function readable(name: CslName): CslName {
  const { literal, given } = name
  if (literal !== undefined && name.family === undefined) return { family: literal, 'parse-names': false }
  const isOneName = given !== undefined && IN_SMALL_LETTERS.test(given) && !isParticles(given)
  return isOneName ? { ...name, 'parse-names': false } : name
}

function isParticles(given: string): boolean {
  return given.split(/\s+/).every((word) => PARTICLES.has(word))
}

/** Rank in a family as Citing Medicine has it: "III" is "3rd". */
const RANKS: Readonly<Record<string, string>> = { II: '2nd', III: '3rd', IV: '4th', V: '5th', VI: '6th' }

/**
 * Names as the National Library of Medicine prints them: rank in Arabic ordinals, no full stop in a family name, "St
 * James CA" (Citing Medicine, 2nd edition, chapters 1 and 2, "Author").
 */
export function withNlmNames(item: CslItem): CslItem {
  return withNames(item, ({ ...name }) => {
    if (name.family && name.given) name.family = name.family.replace(/\./g, '')
    if (name.suffix) name.suffix = RANKS[name.suffix.replace(/\.$/, '')] ?? name.suffix
    return name
  })
}
