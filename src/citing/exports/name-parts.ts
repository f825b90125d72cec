/** The parts of a CSL name, cleaned, and the two orders in which formats want them. */

import { oneLine } from '../../text/one-line.ts'
import type { CslName } from '../csl/item.ts'
import { joined } from './plain-text.ts'

/** A name whose parts are known, or `literal`. Absent parts are ''. */
export type NameParts =
  | { literal: string }
  | { literal?: never; particle: string; family: string; given: string; suffix: string }

/** The parts of each name; names that say nothing are left out. */
export function nameParts(names: readonly CslName[] = []): NameParts[] {
  return names.map(partsOf).filter((parts) => parts.literal !== '')
}

function partsOf(name: CslName): NameParts {
  const family = unquoted(oneLine(name.family ?? ''))
  const given = oneLine(name.given ?? '')
  if (name.literal !== undefined || family === '') return { literal: oneLine(name.literal ?? given) }
  const particle = joined([name['dropping-particle'], name['non-dropping-particle']], ' ') ?? ''
  return { particle: oneLine(particle), family, given, suffix: oneLine(name.suffix ?? '') }
}

/** citeproc reads a family name in quotation marks as one that has no particle to split off. */
function unquoted(family: string): string {
  return family.replace(/^"(.+)"$/, '$1')
}

/** A particle and what it belongs to: "de la Cruz", "al-Jabri", "d’Arc". */
export function withParticle(particle: string, family: string): string {
  return particle === '' || /[-'’]$/.test(particle) ? particle + family : `${particle} ${family}`
}

/** A name as it is sorted: "Al Shami, Leila", "Walker, James, Jr.". */
export function sortedName(parts: NameParts): string {
  if (parts.literal !== undefined) return parts.literal
  const family = withParticle(parts.particle, parts.family)
  return joined([family, parts.given, parts.suffix], ', ') ?? ''
}

/** A name as it is said: "Leila Al Shami", "James Walker, Jr." without the comma. */
export function spokenName(parts: NameParts): string {
  if (parts.literal !== undefined) return parts.literal
  return joined([parts.given, withParticle(parts.particle, parts.family), parts.suffix], ' ') ?? ''
}
