/**
 * Lists of works are in alphabetical order letter by letter: spaces do not count up to the comma of a name, so that
 * "Descartes" comes before "De Sica" and "Benjamin" before "ben Yaakov" (MLA Handbook, 9th edition, 5.124; APA, 7th
 * edition, 9.44; The Chicago Manual of Style, 18th edition, 13.70). citeproc sorts word by word.
 */
import type { CslItem, CslName } from '../csl/item.ts'
import { NAME_VARIABLES } from '../csl/variables.ts'

/** Space between letters. Two numbers stay two, and a tag of rich text what it is. */
const SPACES = /(<[a-z/][^<>]{0,80}>)|(\d)\s+(?=\d)|\s+/gi

const TITLES = ['title', 'title-short', 'container-title'] as const

/** The item as it is sorted. A particle that the style never puts behind the family name is one word with it. */
export function letterByLetter(item: CslItem, options: { 'demote-non-dropping-particle'?: string }): CslItem {
  const keepsParticle = options['demote-non-dropping-particle'] === 'never'
  const sorted: Record<string, unknown> = { ...item }
  for (const field of TITLES) if (item[field] !== undefined) sorted[field] = joined(item[field])
  for (const field of NAME_VARIABLES) {
    const names = sorted[field] as CslName[] | undefined
    if (names) sorted[field] = names.map((name) => joinedName(name, keepsParticle))
  }
  return sorted as CslItem
}

function joined(text: string): string {
  return text.replace(
    SPACES,
    (_, tag?: string, digit?: string) => tag ?? (digit === undefined ? '' : `${digit} `),
  )
}

function joinedName(name: CslName, keepsParticle: boolean): CslName {
  const { family, 'non-dropping-particle': particle } = name
  if (family === undefined) return name
  if (!particle || !keepsParticle) return { ...name, family: joined(family) }
  const { 'non-dropping-particle': _, ...rest } = name
  return { ...rest, family: joined(particle + family) }
}
