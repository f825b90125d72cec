/** Proposals for the parts of a name. They are never used unasked: only the person who imports knows. */
import type { Name } from './metadata.ts'

/** Particles that belong to a family name, or stand before it (CSL's non-dropping particles among them). */
const PARTICLES = new Set(
  "al el ad an as ash at az bin ibn ben bint abu abd van von der den de del della degli di da das do dos du la le los las ter ten zu zur af av 't ó o mac".split(
    ' ',
  ),
)

/** Words that no person's name has: an organisation or a group. */
const GROUP =
  /\b(?:and|und|et|y|the|collective|committee|federation|union|group|press|society|institute|party|workers|editors|staff|anonymous)\b|[&,/]/i

/**
 * The parts that a name may have, or undefined when one cannot tell: a family name begins at a particle, else it is
 * the last of two words. `Leila Al Shami` → family `Al Shami`, given `Leila`.
 */
export function proposeName(literal: string): Name | undefined {
  const words = literal.split(' ')
  if (GROUP.test(literal) || !/^\p{Lu}/u.test(literal) || words.length < 2 || words.length > 6)
    return undefined
  const particle = words.findIndex(
    (word, index) => index > 0 && index < words.length - 1 && PARTICLES.has(word.toLowerCase()),
  )
  const at = particle > 0 ? particle : words.length === 2 ? 1 : -1
  if (at < 0) return undefined
  return { family: words.slice(at).join(' '), given: words.slice(0, at).join(' ') }
}
