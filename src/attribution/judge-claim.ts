import { meets } from '../numbering/positions.ts'
import { placeWords } from '../numbering/words.ts'
import type { VerifiedMatch } from '../searching/verification.ts'
import type { WorkRecord } from '../store/works.ts'
import { type Attribution, type Claim, type ClaimedLocator, claimsWork } from './claim.ts'
import { agrees, type ClaimedWorks, isNamed } from './claimed-works.ts'
import { fitsAuthors } from './names.ts'
import { claimedParagraphs, paragraphsOf, placeLike, printLocator, printParagraphs } from './places.ts'
import { printClaim, printSource, printWork } from './sentences.ts'
import { fitsTitle } from './titles.ts'
import { fitsYear } from './years.ts'

/** A match and the work in which it was found. */
export interface FoundMatch {
  match: VerifiedMatch
  work: WorkRecord
}

/** Judges a claim on words that stand in the claimed work. @returns with the match that stands at the claimed place */
export function foundThere(
  claim: Claim,
  { work, matches, claimed }: { work: WorkRecord; matches: readonly VerifiedMatch[]; claimed: ClaimedWorks },
): { attribution: Attribution; match: VerifiedMatch } {
  const place = placeIn(claim, matches)
  const wrong = claimed.named ? contradiction(claim, work) : null
  return { attribution: wrong ?? place.attribution, match: place.match }
}

/** What is said beside the name of a work, and is wrong of it. */
function contradiction({ author, title, year }: Claim, work: WorkRecord): Attribution | null {
  const { metadata } = work
  if (author?.trim() && fitsAuthors(author, metadata) === false)
    return not('wrong_author', author, printSource(metadata))
  if (title?.trim() && fitsTitle(title, metadata) === null)
    return not('wrong_work', `“${title.trim()}”`, printWork(work))
  if (year?.trim() && fitsYear(year, metadata) === false)
    return not('wrong_year', year, printSource(metadata))
  return null
}

/** Judges a claim on words that stand in other works than those that agree with it, or were not looked for there. */
export function foundElsewhere(
  claim: Claim,
  { found, claimed }: { found: readonly FoundMatch[]; claimed: ClaimedWorks },
): Attribution {
  if (!claimsWork(claim)) return placeIn(claim, matchesOf(found)).attribution
  const fitting = isNamed(claim)
    ? found.filter(({ work }) => claimed.fitting.some(({ id }) => id === work.id))
    : found.filter(({ work }) => agrees(claim, work.metadata) && !isOtherWhole(claim, work, claimed))
  if (fitting.length > 0) return placeIn(claim, matchesOf(fitting)).attribution
  const judged = found.map(({ work }) => judgeOther(claim, work, claimed))
  return judged.sort((a, b) => ORDER.indexOf(a.attribution) - ORDER.indexOf(b.attribution))[0]!
}

/** The least fault that the words' works allow is told: whose author is right is nearer than any other. */
const ORDER: readonly Attribution['attribution'][] = [
  'wrong_year',
  'wrong_work',
  'not_claimed',
  'wrong_author',
]

/** A work whose title only begins as the claimed one is another where that is here. */
function isOtherWhole({ title = '' }: Claim, { metadata }: WorkRecord, { fitting }: ClaimedWorks): boolean {
  if (title.trim() === '' || fitsTitle(title, metadata) === 'whole') return false
  return fitting.some((other) => fitsTitle(title, other.metadata) === 'whole')
}

function judgeOther(claim: Claim, work: WorkRecord, { named, fitting }: ClaimedWorks): Attribution {
  const { metadata } = work
  const claimed = named ?? (isNamed(claim) ? fitting[0] : undefined)
  const { author = '', title = '', year = '' } = claim
  const said =
    named && printClaim(claim) === (claim.work ?? claim.key) ? printSource(named.metadata) : printClaim(claim)
  const hasAuthor =
    author.trim() !== '' ? fitsAuthors(author, metadata) : claimed && shareAuthor(claimed, work)
  if (hasAuthor === false) return not('wrong_author', said, printWork(work))
  const isOther = isNamed(claim) || (title.trim() !== '' && fitsTitle(title, metadata) === null)
  if (isOther || fitting.length > 0) return not('wrong_work', said, printWork(work))
  if (year.trim() !== '' && fitsYear(year, metadata) === false)
    return not('wrong_year', said, printSource(metadata))
  const sentence = `Whether ${printWork(work)} is what is claimed cannot be told: its author or date is not known here.`
  return { attribution: 'not_claimed', sentence }
}

/** Undefined where a work has no author. */
function shareAuthor(a: WorkRecord, b: WorkRecord): boolean | undefined {
  const names = a.metadata.authors.map(({ family, literal }) => family ?? literal ?? '')
  if (names.length === 0) return undefined
  const facts = names.map((name) => fitsAuthors(name, b.metadata))
  return facts.includes(true) || (facts.includes(undefined) ? undefined : false)
}

/** Judges a claim on words that stand nowhere here. */
export function foundNowhere(claim: Claim, { named, fitting }: ClaimedWorks): Attribution {
  const here = named ?? (isTelling(claim) || isNamed(claim) ? fitting[0] : undefined)
  if (here)
    return {
      attribution: 'wrong_work',
      sentence: `The words do not stand in ${printWork(here)}, which is here.`,
    }
  const said = printClaim(claim)
  const sentence = said === '' ? null : `The words stand nowhere here, and ${said} is not here either.`
  return claimsWork(claim)
    ? { attribution: 'unknown_source', sentence }
    : { attribution: 'not_claimed', sentence }
}

/** An author alone may have written anything. */
function isTelling({ author = '', title = '', year = '' }: Claim): boolean {
  return title.trim() !== '' || (author.trim() !== '' && year.trim() !== '')
}

function matchesOf(found: readonly FoundMatch[]): VerifiedMatch[] {
  return found.map(({ match }) => match)
}

/** Compares the claimed place with those where the words stand. */
function placeIn(
  { locator }: Claim,
  matches: readonly VerifiedMatch[],
): { attribution: Attribution; match: VerifiedMatch } {
  const [first] = matches
  const right = (match: VerifiedMatch, sentence: string | null = null) =>
    ({ attribution: { attribution: 'right', sentence }, match }) as const
  if (!locator) return right(first!)
  const claimed = claimedParagraphs(locator)
  if (!claimed) return placeInNumbering(locator, matches)
  for (const match of matches) {
    const numbers = paragraphsOf(match.quote)
    if (numbers.some((number) => claimed.some(([from, to]) => from <= number && number <= to)))
      return right(match)
  }
  const counted = matches.map(({ quote }) => paragraphsOf(quote)).filter((numbers) => numbers.length > 0)
  if (counted.length < matches.length)
    return right(first!, 'The words stand in a part of the work that has no paragraph number.')
  const places = counted.slice(0, 3).map(printParagraphs).join(' or ')
  return { attribution: not('wrong_place', printLocator(locator), places), match: first! }
}

/** Compares a claimed page, line or other place with those that the metadata of the works give. */
function placeInNumbering(
  locator: ClaimedLocator,
  matches: readonly VerifiedMatch[],
): { attribution: Attribution; match: VerifiedMatch } {
  const placed = matches.map((match) => ({ match, place: placeLike(locator, match.quote) }))
  const told = placed.map(({ place }) => place && meets(locator.value, place.value))
  const right = (match: VerifiedMatch, sentence: string | null) =>
    ({ attribution: { attribution: 'right', sentence }, match }) as const
  const there = told.indexOf(true)
  if (there >= 0) return right(placed[there]!.match, null)
  const claimed = printLocator(locator)
  if (!told.every((meeting) => meeting === false))
    return right(
      matches[0]!,
      `Whether it is ${claimed} cannot be told: the text here does not say where the words stand so.`,
    )
  const places = [...new Set(placed.map(({ place }) => placeWords(place!)))].slice(0, 3).join(' or ')
  return { attribution: not('wrong_place', claimed, places), match: matches[0]! }
}

function not(attribution: Attribution['attribution'], claimed: string, found: string): Attribution {
  return { attribution, sentence: `not ${claimed}, but ${found}` }
}
