/** Citation keys: readable, the same for the same metadata, valid in BibTeX, pandoc and file names. */
import slugify from '@sindresorhus/slugify'
import { parseQuoteId } from '../../identity/ids.ts'
import type { CslItem } from '../csl/item.ts'
import { calendarDate } from './calendar.ts'
import type { CitedThing, Passage } from './cited-thing.ts'
import { isSignificant } from './function-words.ts'
import { nameParts } from './name-parts.ts'
import { plainText } from './rich-text.ts'

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const LONGEST_PART = 24
/** Words of a title that are looked at for a significant one: more than a manifest's title has. */
const MOST_WORDS = 500
/** As many characters of a quote's core, or of a work's id, as make a clash unthinkable (30 bits). */
const TELLING_LENGTH = 6

/**
 * `alshami2016breaking`: family or institution, year, first significant word of the title. A paragraph adds its
 * number (`-p4`), a quote the start of its core (`-p4-f3kmr2`). What is not known is left out; where no name or
 * word has Latin letters, the work's id stands in. A work whose key another had before in the log has the start of
 * its id behind it (`king1611book_2rma5y`): not a number, which a copy could not count that lacks what was erased.
 *
 * The rule never changes: archives keep who had a key first.
 */
export function citationKey({ item, work, passage }: Pick<CitedThing, 'item' | 'work' | 'passage'>): string {
  const own = work.sharesKey ? `_${work.id.slice(0, TELLING_LENGTH)}` : ''
  return (workKey(item) ?? `work-${work.id}`) + own + (passage ? passageKey(passage) : '')
}

function workKey(item: CslItem): string | null {
  const [name, word] = [nameWord(item), firstWord(plainText(item.title))]
  const year = Math.abs(calendarDate(item.issued)?.points[0].year ?? 0) || ''
  const key = name === '' ? `${word}${year}` : `${name}${year}${word}`
  return /^[a-z]/.test(key) ? key : null
}

/** The first author, or whoever stands for one. */
function nameWord({ author, editor }: CslItem): string {
  const [first] = nameParts(author?.length ? author : editor)
  if (!first) return ''
  return first.literal === undefined ? folded(first.family) : firstWord(first.literal)
}

/** The first word that is none of a language's small ones, and no number where there are words. */
function firstWord(text: string): string {
  let [word, named] = ['', '']
  let looked = 0
  // To fold a word takes some 20 µs: no more are looked at than it takes.
  for (const [found] of text.normalize('NFC').matchAll(WORD)) {
    const key = folded(found)
    word ||= key
    if (/[a-z]/.test(key)) {
      if (isSignificant(found)) return key
      named ||= key
    }
    if (++looked === MOST_WORDS) break
  }
  return named || word
}

/** ASCII letters and digits, transliterated as in the addresses of works. */
function folded(text: string): string {
  return slugify(text, { separator: '', decamelize: false }).slice(0, LONGEST_PART)
}

function passageKey({ kind, id, locator }: Passage): string {
  const { start, end = start } = locator ?? {}
  const numbers = start === undefined ? '' : `-p${start}${end === start ? '' : `-${end}`}`
  const quote = kind === 'quote' ? parseQuoteId(id) : undefined
  if (!quote) return numbers || `-${id}`
  return `${numbers}-${quote.core.slice(0, TELLING_LENGTH)}${quote.occurrence > 1 ? `-${quote.occurrence}` : ''}`
}
