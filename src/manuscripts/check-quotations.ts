import type { Archive } from '../archive/archive.ts'
import { ColophonError, type ErrorCode } from '../errors.ts'
import { hintedWork } from '../resolving/hint.ts'
import type { Searching } from '../searching/searching-thread.ts'
import type { WorkRecord } from '../store/works.ts'
import { codePointLength } from '../text/offsets.ts'
import { better, type Judgement, judge, notChecked } from './judgement.ts'
import type { ManuscriptQuotation } from './manuscript-quotation.ts'

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

/**
 * Looks for each quotation, one after the other: in the works that are named when there are any, else first in those
 * that the manuscript cites beside it, then in the whole archive. What cannot be looked for is `not_checked`.
 *
 * @throws ColophonError that has nothing to do with the quotation, such as `busy`
 */
export async function* checkQuotations(
  services: CheckServices,
  quotations: Iterable<ManuscriptQuotation>,
  works: readonly WorkRecord[] = [],
): AsyncGenerator<CheckedQuotation> {
  for (const quotation of quotations) {
    const cited = works.length > 0 ? works : await worksCited(services.archive, quotation)
    let best: Judgement | undefined
    for (const work of cited) best = better(best, await judgeIn(services, quotation, work))
    if (works.length === 0 && !best?.match) best = better(best, await judgeIn(services, quotation))
    yield { quotation, ...best! }
  }
}

/** The works that are cited with a quotation, those nearest to it first. */
async function worksCited(archive: Archive, { hints }: ManuscriptQuotation): Promise<WorkRecord[]> {
  const works = new Map<string, WorkRecord>()
  for (const hint of hints) {
    const work = await hintedWork({ archive }, hint)
    if (work) works.set(work.id, work)
  }
  return [...works.values()]
}

/** With its last comma or full stop; without it where less differs so. */
async function judgeIn(
  services: CheckServices,
  quotation: ManuscriptQuotation,
  work?: WorkRecord,
): Promise<Judgement> {
  const { text, unpunctuated, short } = quotation
  const whole = await judgeText(services, { text, short, work })
  if (whole.outcome === 'word_for_word' || unpunctuated === null) return whole
  const without = await judgeText(services, { text: unpunctuated, short, work })
  const isBetter = better(whole, without) === without || (without.match && differsLess(without, whole))
  return isBetter ? { ...without, notes: [...without.notes, 'final_punctuation'] } : whole
}

function differsLess(a: Judgement, b: Judgement): boolean {
  return (a.match?.flags.length ?? 0) < (b.match?.flags.length ?? 0)
}

async function judgeText(
  { searching }: CheckServices,
  { text, short, work }: { text: string; short: boolean; work: WorkRecord | undefined },
): Promise<Judgement> {
  if (codePointLength(text) > LONGEST)
    return notChecked(`It has more than ${LONGEST} characters. Quote shorter passages, or check it in parts.`)
  try {
    const verification = await searching.verify({ text, work: work?.id, limit: 1 })
    return judge(verification, { text, short })
  } catch (error) {
    if (!(error instanceof ColophonError) || !ABOUT_THE_QUOTATION.has(error.code)) throw error
    return notChecked(error.message)
  }
}
