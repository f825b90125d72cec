import type { Archive } from '../archive/archive.ts'
import { type Claim, MISATTRIBUTIONS, NOT_CLAIMED } from '../attribution/claim.ts'
import { isNoAuthor } from '../attribution/no-author.ts'
import { verifyClaim } from '../attribution/verify-claim.ts'
import { ColophonError, type ErrorCode } from '../errors.ts'
import type { Searching } from '../searching/searching-thread.ts'
import type { WorkRecord } from '../store/works.ts'
import { codePointLength } from '../text/offsets.ts'
import type { Bibliography } from './bibliography.ts'
import { claimsOf, type Meant } from './claims-of.ts'
import { better, type Judgement, judge, notChecked, TELLING } from './judgement.ts'
import type { ManuscriptQuotation } from './manuscript-quotation.ts'
import { wordCount } from './word-count.ts'

/** What checking works with. */
export interface CheckServices {
  archive: Archive
  searching: Pick<Searching, 'verify'>
}

/** A quotation of a manuscript and what came of looking for it. */
export interface CheckedQuotation extends Judgement {
  quotation: ManuscriptQuotation
}

/** What is wrong with a quotation alone: the others can still be looked for. */
const ABOUT_THE_QUOTATION: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'too_many_omissions',
  'quotation_too_common',
])

/** Longest quotation that is looked for, in code points. */
const LONGEST = 20_000

/** Where quotations are looked for, and what is known of their sources. */
export interface Checking {
  /** The only works to look in; all when there are none. */
  works?: readonly WorkRecord[]
  bibliography?: Bibliography
}

/**
 * Looks for each quotation, one after the other: in the works that are named when there are any, else first in those
 * that the manuscript cites beside it, then in the whole archive. What cannot be looked for is `not_checked`. Beside
 * the words stands whether the citation is right; one that is unclear is never wrong.
 *
 * @throws ColophonError that has nothing to do with the quotation, such as `busy`
 */
export async function* checkQuotations(
  services: CheckServices,
  quotations: Iterable<ManuscriptQuotation>,
  { works = [], bibliography = new Map() }: Checking = {},
): AsyncGenerator<CheckedQuotation> {
  for (const quotation of quotations) {
    const claimed = await judgeClaimed(services, quotation, bibliography)
    let best = works.length > 0 ? undefined : claimed
    for (const work of works) best = better(best, await judgeIn(services, quotation, { work: work.id }))
    best ??= await judgeIn(services, quotation, {})
    yield { quotation, ...best, attribution: claimed?.attribution ?? NOT_CLAIMED }
  }
}

/** By what is cited with it; undefined when nothing is. Of several sources one is enough. */
async function judgeClaimed(
  services: CheckServices,
  quotation: ManuscriptQuotation,
  bibliography: Bibliography,
): Promise<Judgement | undefined> {
  const { sources, sure } = await claimsOf(services, quotation, bibliography)
  let best: Judgement | undefined
  for (const source of sources) {
    const judged = await judgeMeant(services, quotation, source)
    if (!best || isRighter(judged, best)) best = judged
    if (best.attribution.attribution === 'right' && best.outcome === 'word_for_word') break
  }
  return best && withoutAccusing(best, { quotation, sure })
}

/** Where the last name alone is not wrong, nobody can tell what the words before it are. */
async function judgeMeant(
  services: CheckServices,
  quotation: ManuscriptQuotation,
  { claim, least }: Meant,
): Promise<Judgement> {
  const judged = await judgeIn(services, quotation, { claim })
  if (await isMistaken(services, claim, judged)) return { ...judged, attribution: NOT_CLAIMED }
  if (!least || !MISATTRIBUTIONS.has(judged.attribution.attribution)) return judged
  const other = await judgeIn(services, quotation, { claim: least })
  if (other.attribution.attribution === 'wrong_author') return judged
  return other.attribution.attribution === 'right' ? { ...other, attribution: NOT_CLAIMED } : other
}

/** Whether a place or a date is accused of not having written the words. */
async function isMistaken(
  { archive }: CheckServices,
  claim: Claim,
  { attribution, match }: Judgement,
): Promise<boolean> {
  if (attribution.attribution !== 'wrong_author') return false
  const { works } = archive.reads
  const found = match ? (await works.byIds([match.work])).get(match.work) : undefined
  return isNoAuthor(works, claim, found)
}

function isRighter(one: Judgement, other: Judgement): boolean {
  const [a, b] = [one, other].map(({ attribution }) => attribution.attribution === 'right')
  return a === b ? better(other, one) === one : a!
}

/** What is unclear accuses nobody, and neither do a few words: many works have them. */
function withoutAccusing(
  judged: Judgement,
  { quotation, sure }: { quotation: ManuscriptQuotation; sure: boolean },
): Judgement {
  const isFew = wordCount(quotation.text) < TELLING && judged.attribution.attribution !== 'wrong_place'
  const isAccused = MISATTRIBUTIONS.has(judged.attribution.attribution)
  return isAccused && (!sure || isFew || judged.outcome === 'not_checked')
    ? { ...judged, attribution: NOT_CLAIMED }
    : judged
}

/** With its last comma or full stop; without it where less differs so. */
async function judgeIn(
  services: CheckServices,
  quotation: ManuscriptQuotation,
  where: Where,
): Promise<Judgement> {
  const { text, unpunctuated, short } = quotation
  const whole = await judgeText(services, { text, short, ...where })
  if (whole.outcome === 'word_for_word' || unpunctuated === null) return whole
  const without = await judgeText(services, { text: unpunctuated, short, ...where })
  const isBetter = better(whole, without) === without || (without.match && differsLess(without, whole))
  return isBetter ? { ...without, notes: [...without.notes, 'final_punctuation'] } : whole
}

function differsLess(a: Judgement, b: Judgement): boolean {
  return (a.match?.flags.length ?? 0) < (b.match?.flags.length ?? 0)
}

/** The only work to look in, by its id, or what is claimed. */
interface Where {
  work?: string
  claim?: Claim
}

async function judgeText(
  services: CheckServices,
  { text, short, work, claim = {} }: { text: string; short: boolean } & Where,
): Promise<Judgement> {
  if (codePointLength(text) > LONGEST)
    return notChecked(`It has more than ${LONGEST} characters. Quote shorter passages, or check it in parts.`)
  try {
    const { verification, attribution } =
      work === undefined
        ? await verifyClaim(services, { text, claim, limit: 1 })
        : {
            verification: await services.searching.verify({ text, work, limit: 1 }),
            attribution: NOT_CLAIMED,
          }
    return { ...judge(verification, { text, short }), attribution }
  } catch (error) {
    if (!(error instanceof ColophonError) || !ABOUT_THE_QUOTATION.has(error.code)) throw error
    return notChecked(error.message)
  }
}
