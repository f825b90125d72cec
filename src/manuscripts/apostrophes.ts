/** Which of the single marks of a paragraph are apostrophes, where a mark alone does not tell. */
import { ElidedOpeners, isBehindQuotation } from './elided-openers.ts'
import { CLOSERS, type Mark } from './quotation-marks.ts'

/**
 * Apostrophes among marks that may be some. Where it cannot be told, a mark is one of a quotation: what is read for nothing
 * is found nowhere, and what is not read is never judged.
 *
 * @param again the mark that begins the next paragraph too, where a quotation may go on
 */
export function apostrophesIn(text: string, marks: readonly Mark[], again?: string): ReadonlySet<Mark> {
  const behind = new Set([...behindWords(marks), ...beforeAnEnd(text, marks)])
  return new Set([...behind, ...beforeWords(text, marks, { behind, again })])
}

/**
 * The dogs' bone, the cats' and the mice's: behind an s, a mark is an apostrophe where the next that is surely none
 * closes, and no quotation that it could end begins before that.
 */
function behindWords(marks: readonly Mark[]): Set<Mark> {
  const found = new Set<Mark>()
  const next = new Map<string, Mark>()
  for (const mark of marks.toReversed()) {
    if (mark.elides === 'before') continue
    if (mark.elides === 'behind') {
      const decisive = next.get(mark.mark)
      if (decisive?.mark === mark.mark && decisive.closes && !decisive.opens) found.add(mark)
      continue
    }
    if (mark.opens) for (const closer of CLOSERS[mark.mark]!) next.set(closer, mark)
    next.set(mark.mark, mark)
  }
  return found
}

/**
 * Where no mark surely closes, the first does that a sentence goes on behind: in ‘the miners’ own words, singin’ and so on’.
 * Others before it have their noun behind them.
 */
function beforeAnEnd(text: string, marks: readonly Mark[]): Set<Mark> {
  const found = new Set<Mark>()
  for (const closer of ["'", '\u2019']) {
    let run: Mark[] = []
    for (const mark of marks) {
      if (mark.mark === closer && mark.elides === 'behind') run.push(mark)
      else if (mark.elides !== 'before' && (mark.mark === closer || CLOSERS[mark.mark]?.includes(closer))) {
        for (const each of untilEnd(text, run)) found.add(each)
        run = []
      }
    }
    for (const each of untilEnd(text, run)) found.add(each)
  }
  return found
}

/** Those before the first that a sentence goes on behind; none when there is none such. */
function untilEnd(text: string, run: readonly Mark[]): readonly Mark[] {
  return run.slice(
    0,
    Math.max(
      0,
      run.findIndex(({ at }) => isBehindQuotation(text, at)),
    ),
  )
}

/**
 * 'Tis, the '90s, 'cause: before such a word, a mark opens where a mark closes that nothing else opens. Of several the
 * first that stands where quotations begin is meant, else the first. Takes time linear in the number of marks.
 */
function beforeWords(
  text: string,
  marks: readonly Mark[],
  { behind, again }: { behind: ReadonlySet<Mark>; again: string | undefined },
): Set<Mark> {
  const found = new Set(marks.filter(({ elides }) => elides === 'before'))
  if (found.size === 0) return found
  for (const openers of OPENERS) {
    const reader = new ElidedOpeners(text, openers)
    for (const mark of marks) if (!behind.has(mark)) reader.read(mark)
    if (openers.includes(again ?? '')) reader.goesOn()
    for (const mark of reader.opening) found.delete(mark)
  }
  return found
}

/** Single marks that the same marks close. */
const OPENERS = [["'"], ['\u2018', '\u2019', '\u201a', '\u201b']]
