/** Paragraph numbers in a citation: formatted once with stand-ins, cut, and spliced for every number after that. */

/** A paragraph, or a range of them when `end` is another one. */
export interface Locator {
  start: number
  end?: number | undefined
}

/** A formatted text cut where its numbers stand: strings, and 0 or 1 for the first or second number. */
export type Cut = readonly (string | 0 | 1)[]

/** Two numbers that a text can be cut at. */
export interface StandIns {
  start: number
  end: number
}

const FIRST_STAND_IN = 7_777_777
const DISTANCE = 1_111_111

/** Two numbers that occur nowhere in what is going to be formatted. */
export function standInsFor(content: string): StandIns {
  let start = FIRST_STAND_IN
  while (content.includes(`${start}`) || content.includes(`${start + DISTANCE}`)) start--
  return { start, end: start + DISTANCE }
}

/** The numbers of a locator as CSL wants them: `3` or `3-5`. */
export function locatorText(locator: Locator): string {
  return locatorKind(locator) === 'range' ? `${locator.start}-${locator.end}` : `${locator.start}`
}

/** Styles print one number and several differently ("par.", "pars."). */
export type LocatorKind = 'none' | 'single' | 'range'

/** Which kind a locator is of. */
export function locatorKind(locator: Locator | undefined): LocatorKind {
  if (locator === undefined) return 'none'
  return locator.end === undefined || locator.end === locator.start ? 'single' : 'range'
}

/** Cuts a text at its stand-ins. */
export function cut(text: string, { start, end }: StandIns): Cut {
  return text
    .split(new RegExp(`(${start}|${end})`))
    .map((part) => (part === `${start}` ? 0 : part === `${end}` ? 1 : part))
}

/** The text with a locator's numbers in place of the stand-ins. */
export function splice(pieces: Cut, { start, end = start }: Locator = { start: 0 }): string {
  let text = ''
  for (const piece of pieces) text += piece === 0 ? start : piece === 1 ? end : piece
  return text
}
