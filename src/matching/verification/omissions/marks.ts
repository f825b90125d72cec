import { ColophonError } from '../../../errors.ts'
import { canonicalExact, canonicalWords } from '../../../text/canonical.ts'

/** A mark of the one who quotes: something left out, put in or put otherwise. */
export interface Mark {
  kind: 'omission' | 'sic' | 'insertion' | 'inWord'
  /** The mark as it was set; when it stands inside a word, the whole word. */
  asQuoted: string
  /** What stands in the brackets. */
  inside: string
  /** Does a letter stand right before the mark, and right behind it? */
  joins: { before: boolean; after: boolean }
}

/** A quotation taken apart: its literal parts (C2), and the marks before, between and behind them. */
export interface MarkedQuotation {
  literals: string[]
  /** One more than there are literals; only the first and the last may be empty. */
  marks: Mark[][]
}

/** Nobody stitches a quotation together from more parts. */
const MOST_SEGMENTS = 20
/** More ellipses and brackets than this are no marks of a quotation: the text has them itself. */
const MOST_MARKS = 40
const LONGEST_BRACKET = 100
/** Words around a mark that show whether it stands in the source itself. */
const SURROUNDINGS = 12

const ELLIPSIS = '(?:\\u2026|\\. ?\\. ?\\.)(?: ?\\.)?'
/** In the brackets of many countries: `[…]`, `(…)`, `<…>`, `/…/`, `〔…〕`; `（中略）` says the same in words. */
const OMISSION_MARK = [
  ...[
    `\\[_\\]`,
    `\\(_\\)`,
    '<_>',
    '/_/',
    '\u2039_\u203a',
    '\u27e8_\u27e9',
    '\u3008_\u3009',
    '\u3014_\u3015',
    '\uff3b_\uff3d',
    '\uff08_\uff09',
  ].map((brackets) => brackets.replace('_', ` ?${ELLIPSIS} ?`)),
  '[\\[(\u3014\uff08\uff3b]\u4e2d\u7565[\\])\u3015\uff09\uff3d]',
].join('|')
const MARK = new RegExp(
  `(?<omission>${OMISSION_MARK}|${ELLIPSIS})|\\[(?<inside>[^[\\]]{1,${LONGEST_BRACKET}})\\]`,
  'gu',
)

/**
 * For a request's text: more parts than that are refused, not searched for.
 * @throws ColophonError `too_many_omissions`
 */
export function assertFewOmissions(text: string): void {
  const segments = segmentsOf(canonicalExact(text))
  if (segments <= MOST_SEGMENTS) return
  throw new ColophonError(
    'too_many_omissions',
    `The quotation has ${segments} parts with omissions between them; at most ${MOST_SEGMENTS} can be checked as one. Check its parts one by one.`,
    { segments },
  )
}

/** The parts that omissions in brackets leave; an ellipsis without brackets can be the source's own. */
function segmentsOf(text: string): number {
  return text.split(new RegExp(OMISSION_MARK, 'u')).filter((part) => part.trim() !== '').length
}

/**
 * Takes an exact text (C1) apart at its marks; a mark that the source's words themselves have in the same
 * surroundings is left in its literal part. Null when no marks or no words are left, or too many of either.
 */
export function markedQuotation(text: string, source: string): MarkedQuotation | null {
  const found = [...text.matchAll(MARK)]
  if (found.length === 0 || found.length > MOST_MARKS || segmentsOf(text) > MOST_SEGMENTS) return null
  const literals: string[] = []
  const marks: Mark[][] = [[]]
  let at = 0
  for (const match of found) {
    if (source.includes(surroundings(text, match))) continue
    addLiteral(literals, marks, text.slice(at, match.index))
    marks.at(-1)!.push(markOf(text, match))
    at = match.index + match[0].length
  }
  if (at === 0) return null
  addLiteral(literals, marks, text.slice(at))
  return literals.length > 0 ? { literals, marks } : null
}

/** The parts of an exact text (C1) between omissions that are not the source's own; one when nothing is left out. */
export function partsBetweenOmissions(text: string, source: string): string[] {
  const omissions = [...text.matchAll(MARK)].filter(({ groups }) => groups!['omission'] !== undefined)
  if (omissions.length > MOST_MARKS || segmentsOf(text) > MOST_SEGMENTS) return [text]
  const parts: string[] = []
  let at = 0
  for (const omission of omissions) {
    if (source.includes(surroundings(text, omission))) continue
    parts.push(text.slice(at, omission.index))
    at = omission.index + omission[0].length
  }
  return [...parts, text.slice(at)].filter((part) => /[\p{L}\p{N}]/u.test(part))
}

function addLiteral(literals: string[], marks: Mark[][], text: string): void {
  const words = canonicalWords(text)
  if (words === '') return
  literals.push(words)
  marks.push([])
}

/** The mark with a few characters beside it, none of them of another mark. */
function surroundings(text: string, { 0: mark, index }: RegExpMatchArray): string {
  const end = index! + mark.length
  const before = /[^[\].\u2026]*$/.exec(text.slice(Math.max(0, index! - SURROUNDINGS), index))![0]
  const after = /^[^[\].\u2026]*/.exec(text.slice(end, end + SURROUNDINGS))![0]
  return canonicalWords(`${before}${mark}${after}`)
}

function markOf(text: string, { 0: mark, index, groups }: RegExpMatchArray): Mark {
  const inside = groups!['inside']
  if (inside === undefined) {
    return { kind: 'omission', asQuoted: mark, inside: '', joins: { before: false, after: false } }
  }
  const end = index! + mark.length
  const before = /[\p{L}\p{M}\p{N}]{0,40}$/u.exec(text.slice(Math.max(0, index! - 40), index))![0]
  const after = /^[\p{L}\p{M}\p{N}]{0,40}/u.exec(text.slice(end, end + 40))![0]
  const joins = { before: before !== '', after: after !== '' }
  const isSic = /^ ?sic!? ?$/i.test(inside)
  const kind = isSic ? 'sic' : joins.before || joins.after ? 'inWord' : 'insertion'
  return { kind, asQuoted: isSic ? mark : before + mark + after, inside, joins }
}
