/** Names as BibTeX and BibLaTeX read them: `von Last, Jr, First`, joined by `and` (btxdoc, 4). */
import type { CslName } from '../csl/item.ts'
import { type NameParts, nameParts, withParticle } from './name-parts.ts'
import { tex } from './tex-text.ts'

/** The names of a field, in braces, or null. */
export function texNamesField(names: readonly CslName[] | undefined): string | null {
  const written = nameParts(names).map(texName)
  return written.length > 0 ? `{${written.join(' and ')}}` : null
}

/** A literal stands in braces of its own, which makes it one name that nothing is split off. */
function texName(parts: NameParts): string {
  if (parts.literal !== undefined) return `{${tex(parts.literal)}}`
  const { particle, family, given, suffix } = parts
  if (given === '') return unit([withParticle(particle, family), suffix].filter(Boolean).join(' '))
  return [familyName(particle, family), part(suffix), part(given)].filter(Boolean).join(', ')
}

/** BibTeX takes a particle for one only in lower case; any other is made part of the family name. */
function familyName(particle: string, family: string): string {
  if (particle === '') return unit(family)
  if (!particle.split(' ').every((word) => /^\p{Ll}/u.test(word))) return unit(withParticle(particle, family))
  return withParticle(tex(particle), unit(family))
}

/** A family name as one: braces keep a compound together, and a lower-case beginning from being a particle. */
function unit(family: string): string {
  return /^\p{Ll}|\s/u.test(family) ? `{${tex(family)}}` : part(family)
}

/** A part of a name, in braces where a comma or a word of BibTeX's own would be read as more than text. */
function part(text: string): string {
  return /,|(?:^|\s)(?:and|others)(?:\s|$)/i.test(text) ? `{${tex(text)}}` : tex(text)
}
