import type { ListCite } from '../formatter.ts'

/** citeproc's numbers for positions (CSL 1.0.2, "Choose"). */
const FIRST = 0
const SUBSEQUENT = 1
const IBID = 2
const IBID_WITH_LOCATOR = 3

/** The position of each cite of a document, in its order. A cite that only names the author takes no place. */
export function citePositions(cites: readonly ListCite[]): number[] {
  const seen = new Set<number>()
  let before: ListCite | undefined
  return cites.map((cite) => {
    if (cite.mode === 'author-only') return FIRST
    const position = !seen.has(cite.item)
      ? FIRST
      : before?.item === cite.item
        ? afterTheSame(before, cite)
        : SUBSEQUENT
    seen.add(cite.item)
    before = cite
    return position
  })
}

function afterTheSame(before: ListCite, cite: ListCite): number {
  if (before.locator === cite.locator && before.label === cite.label) return IBID
  return cite.locator === undefined ? SUBSEQUENT : IBID_WITH_LOCATOR
}
