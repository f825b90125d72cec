/**
 * Names whose particles and suffix stand where programs look for them: "family": "van den Berg", "given": "Jan, Jr.".
 * Processors part such names by rule, as citeproc-js and pandoc do unless `parse-names` is false; of parts that stand alone
 * Zotero takes the family and the given name only, and would make "Berg, Jan" of this one.
 */
import type { CslItem, CslName } from './item.ts'
import { NAME_VARIABLES } from './variables.ts'

/** Words that begin with a small letter, which no processor takes for a part of the name itself. */
const PARTICLES = /^\p{Ll}[\p{L}\p{M}]{0,20}[-'’]?(?:\s\p{Ll}[\p{L}\p{M}]{0,20}[-'’]?){0,4}$/u

const SMALL = /^\p{Ll}/u

/** The item with each name whole that the rule parts again as it was. */
export function withWholeNames(item: CslItem): CslItem {
  const names = NAME_VARIABLES.flatMap((field) => {
    const given = (item as Record<string, unknown>)[field] as CslName[] | undefined
    return given ? [[field, given.map(whole)]] : []
  })
  return names.length === 0 ? item : { ...item, ...Object.fromEntries(names) }
}

function whole(name: CslName): CslName {
  const { 'non-dropping-particle': kept, 'dropping-particle': dropped, suffix, ...rest } = name
  const { family, given } = rest
  const isParted = [kept, dropped].every((particle) => particle === undefined || PARTICLES.test(particle))
  if (rest['parse-names'] === false || !(kept ?? dropped ?? suffix) || !family || !given || !isParted)
    return name
  if (given.includes(',') || SMALL.test(family) || hasSmallEnd(given)) return name
  return {
    ...rest,
    family: kept ? `${kept}${/[-'’]$/.test(kept) ? '' : ' '}${family}` : family,
    given: `${given}${dropped ? ` ${dropped}` : ''}${suffix ? `, ${suffix}` : ''}`,
  }
}

/** The last word of a given name in small letters is a particle to the rule. */
function hasSmallEnd(given: string): boolean {
  return SMALL.test(given.split(' ').at(-1)!)
}
