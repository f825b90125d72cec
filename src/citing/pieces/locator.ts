/** Numbers in a citation: formatted once with stand-ins, cut, and spliced for every number after that. */
import type { PassageLocator } from '../../numbering/numbering.ts'

/** A paragraph, or a range of them when `end` is another one. */
export interface Locator {
  start: number
  end?: number | undefined
}

/** What a citation points at: paragraphs by their numbers, or a place in a second numbering. */
export type CitedLocator = Locator | PassageLocator

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

/** A locator as CSL has it: `{ label: 'paragraph', locator: '3-5' }`. Styles shorten ranges of numbers with a hyphen. */
export function cslLocator(cited: CitedLocator): { label: string; locator: string } {
  if ('label' in cited) {
    const { label, value } = cited
    return { label, locator: value.replace(/-/g, '–').replace(/^(\d{1,20})\u2013(\d{1,20})$/, '$1-$2') }
  }
  const { start, end = start } = cited
  return { label: 'paragraph', locator: end === start ? `${start}` : `${start}-${end}` }
}

/**
 * Cites that differ in nothing but plain numbers have one kind: styles print one number and several differently
 * ("par.", "pars."). Whatever else is printed, such as `xii` or pages from one to another, is a kind of its own.
 */
export interface LocatorKind {
  form: 'none' | 'single' | 'range' | 'exact'
  /** What is counted, where it is not paragraphs. */
  label?: string
  /** The locator itself of the form `exact`. */
  locator?: string
}

/** Which kind a locator is of. */
export function locatorKind(cited: CitedLocator | undefined): LocatorKind {
  if (cited === undefined) return { form: 'none' }
  const { label, locator } = cslLocator(cited)
  if (label === 'paragraph') return { form: locator.includes('-') ? 'range' : 'single' }
  return /^\d+$/.test(locator) ? { form: 'single', label } : { form: 'exact', label, locator }
}

/** Another one for each kind. */
export function kindName({ form, label, locator }: LocatorKind): string {
  return [form, label, locator].filter(Boolean).join(' ')
}

/** Whether a style prints a locator, by what it has made of it. Ranges it prints in its own way, but the first word as it is. */
export function isShown(pieces: Cut, { form, locator = '' }: LocatorKind): boolean {
  if (form !== 'exact') return pieces.includes(0)
  return pieces.join('').includes(/[\p{L}\p{N}]+/u.exec(locator)?.[0] ?? '')
}

/** Cuts a text at its stand-ins. */
export function cut(text: string, { start, end }: StandIns): Cut {
  return text
    .split(new RegExp(`(${start}|${end})`))
    .map((part) => (part === `${start}` ? 0 : part === `${end}` ? 1 : part))
}

/** The text with a locator's numbers in place of the stand-ins. */
export function splice(pieces: Cut, cited: CitedLocator = { start: 0 }): string {
  const { start, end = start } = 'label' in cited ? { start: cited.value } : cited
  let text = ''
  for (const piece of pieces) text += piece === 0 ? start : piece === 1 ? end : piece
  return text
}
