import type { ReadingText, Span } from '../../matching/reading-text.ts'
import type { Utf16Range } from '../../text/folded.ts'
import { codePointLength } from '../../text/offsets.ts'
import { firstWords, isWordBound, lastWords } from './word-bounds.ts'

/** Longer quotes are named by their first and last words. Code points. */
const LONGEST_WHOLE = 300
/** Words that name the beginning or the end of a long quote, and those around one. Characters. */
const LONGEST_END = 100
const LONGEST_CONTEXT = 32
/** Shorter terms may well stand somewhere before, in other letters, which a browser does not tell apart. */
const LEAST_ALONE = 20

/**
 * The text directive (WICG Text Fragments) by which a browser shows a quote in the page that it was taken from:
 * `text=[prefix-,]start[,end][,-suffix]`, one for each part. Null when there is none, because the quote begins or
 * ends inside a word, or its end cannot be told.
 *
 * @param repeated whether the words stand more than once, so that those around them are needed
 */
export function textDirective(
  text: ReadingText,
  parts: readonly Utf16Range[],
  repeated: boolean,
): string | null {
  const directives = parts.map((part) => directive(text, part, repeated))
  return directives.includes(null) ? null : directives.join('&')
}

/** The address of a page with a text directive; null when the page has no address on the web. */
export function textFragment(page: string | null, directive: string | null): string | null {
  if (page === null || directive === null || !/^https?:/i.test(page) || !URL.canParse(page)) return null
  const url = new URL(page)
  const [fragment = ''] = url.hash.slice(1).split(':~:')
  url.hash = ''
  return `${url.href}#${fragment}:~:${directive}`
}

function directive(text: ReadingText, range: Utf16Range, repeated: boolean): string | null {
  if (!isWordBound(text.text, range.start) || !isWordBound(text.text, range.end)) return null
  const spans = text.spans(range)
  const ends = endsOf(text, range, spans)
  if (!ends) return null
  const context = repeated || ends[0]!.length < LEAST_ALONE
  const prefix = context && wordsBefore(text, spans[0]!)
  const suffix = context && wordsAfter(text, spans.at(-1)!)
  const terms = [prefix && `${encoded(prefix)}-`, ...ends.map(encoded), suffix && `-${encoded(suffix)}`]
  return `text=${terms.filter(Boolean).join(',')}`
}

/** A term is looked for inside one block of the page: over several, a quote is named by its ends. */
function endsOf(text: ReadingText, range: Utf16Range, spans: readonly Span[]): string[] | null {
  const exact = text.exact(range)
  if (spans.length === 1 && codePointLength(exact) <= LONGEST_WHOLE) return [exact]
  const [head, tail] = [spans[0]!, spans.at(-1)!].map(({ block, utf16 }) =>
    text.block(block).text.slice(utf16.start, utf16.end),
  )
  const start = firstWords(head!, LONGEST_END)
  const rest = exact.slice(start.length)
  for (let most = LONGEST_END; start !== ''; most *= 2) {
    const end = lastWords(tail!, Math.min(most, rest.length))
    if (end !== '' && standsFirstAtEnd(rest, end)) return [start, end]
    if (most >= Math.min(tail!.length, rest.length)) break
  }
  return null
}

/** The first place of the end counts, and letters are not told apart by case. */
function standsFirstAtEnd(rest: string, end: string): boolean {
  const [folded, words] = [rest.toLowerCase(), end.toLowerCase()]
  return folded.indexOf(words) === folded.length - words.length
}

/** In its own block; before its first word, in the block before. */
function wordsBefore(text: ReadingText, { block, utf16 }: Span): string {
  const own = text.block(block).text.slice(0, utf16.start)
  return lastWords(own === '' ? blockBeside(text, block, -1) : own, LONGEST_CONTEXT)
}

function wordsAfter(text: ReadingText, { block, utf16 }: Span): string {
  const own = text.block(block).text.slice(utf16.end)
  return firstWords(own === '' ? blockBeside(text, block, 1) : own, LONGEST_CONTEXT)
}

function blockBeside(text: ReadingText, ordinal: number, step: 1 | -1): string {
  return text.blocks[text.blocks.findIndex((block) => block.ordinal === ordinal) + step]?.text ?? ''
}

/** Beside what the directive itself is written in, what ends an address in prose or Markdown is encoded too. */
function encoded(term: string): string {
  return encodeURIComponent(term).replace(
    /[-!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
