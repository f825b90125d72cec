import { UNSPACED_AT_MARKS } from '../../../text/scripts.ts'

/** Every sign that is a quotation mark somewhere; two single ones are a double one. */
const SIGN = /``|''|["'`\u00b4\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f\u301d-\u301f\uff62\uff63]/g
const SINGLE = /^['`\u00b4\u2018-\u201b]$/
const GUILLEMET = /^[\u00ab\u00bb\u2039\u203a]$/
const LEFT_GUILLEMET = /^[\u00ab\u2039]$/
/** What stands right behind a guillemet that opens, where no space does. */
const OPENED = /[\p{L}\p{M}\p{N}\p{Pi}\p{Ps}"']/u
const IN_WORD = new RegExp(`^(?![${UNSPACED_AT_MARKS}])[\\p{L}\\p{M}\\p{N}]$`, 'u')
const DIGIT = /^\p{N}$/u

/** The one sign that all become. */
const ANY = '"'

/** A sign in its text: what stands beside it. */
interface Place {
  sign: string
  before: string
  after: string
}

/**
 * An exact text (C1) with one sign for all quotation marks, and without the spaces that French sets inside of them.
 * Apostrophes inside a word stay, and so does what stands behind a digit for feet, inches or minutes.
 */
export function foldQuotationSigns(text: string): string {
  let folded = ''
  let from = 0
  for (const { at, end, inside } of marksIn(text)) {
    const before = text.slice(from, at)
    folded += (inside === 'before' && before.endsWith(' ') ? before.slice(0, -1) : before) + ANY
    from = inside === 'behind' && text[end] === ' ' ? end + 1 : end
  }
  return folded + text.slice(from)
}

/** What stands between the quotation marks that a whole text (C1) is set in; null when it is not set in any. */
export function insideMarks(text: string): string | null {
  const marks = marksIn(text)
  const [first, last] = [marks[0], marks.at(-1)]
  if (!first?.opens || first.at > 0 || last?.end !== text.length || last === first) return null
  const open: Mark[] = []
  for (const mark of marks) {
    if (mark.opens) open.push(mark)
    else if (open.length > 0 && isPair(open.at(-1)!.sign, mark.sign) && !isPossessive(text, mark)) {
      if (open.pop() === first) return mark === last ? text.slice(first.end, last.at).trim() : null
    }
  }
  return null
}

/** The dogs' bone: behind an s, before a space, it can be an apostrophe. */
function isPossessive(text: string, { sign, at, end }: Mark): boolean {
  return SINGLE.test(sign) && /s/i.test(text[at - 1] ?? '') && text[end] === ' '
}

/** A quotation mark, half-open; `inside` is the side of a guillemet on which the quoted words stand. */
interface Mark {
  sign: string
  at: number
  end: number
  opens: boolean
  inside: 'before' | 'behind' | null
}

function marksIn(text: string): Mark[] {
  const open: string[] = []
  const marks: Mark[] = []
  for (const { 0: sign, index: at } of text.matchAll(SIGN)) {
    const end = at + sign.length
    const place = { sign, before: text[at - 1] ?? '', after: text[end] ?? '' }
    const last = open.at(-1) ?? ''
    if (isNoMark(place, last)) continue
    const opens = isOpening(place, last)
    if (opens) open.push(sign)
    else if (isPair(last, sign)) open.pop()
    const side = opens ? 'behind' : 'before'
    marks.push({ sign, at, end, opens, inside: GUILLEMET.test(sign) ? side : null })
  }
  return marks
}

function isNoMark({ sign, before, after }: Place, last: string): boolean {
  if (SINGLE.test(sign) && IN_WORD.test(before) && IN_WORD.test(after)) return true
  return DIGIT.test(before) && !GUILLEMET.test(sign) && !isPair(last, sign)
}

function isOpening({ sign, before, after }: Place, last: string): boolean {
  const isAtSpace = before === '' || before === ' '
  if (!GUILLEMET.test(sign)) return isAtSpace || !/[\p{L}\p{M}\p{N}\p{Po}\p{Pe}\p{Pf}]/u.test(before)
  if (isAtSpace && OPENED.test(after)) return true
  if (GUILLEMET.test(last) && last !== sign && isPair(last, sign)) return false
  return LEFT_GUILLEMET.test(sign) && (isAtSpace || after !== ' ')
}

/** Can the two open and close one quotation? Both are single, or both are not. */
function isPair(open: string, close: string): boolean {
  return open !== '' && kindOf(open) === kindOf(close)
}

function kindOf(sign: string): string {
  if (SINGLE.test(sign)) return 'single'
  if (/[\u2039\u203a]/.test(sign)) return 'single guillemet'
  if (/[\u00ab\u00bb]/.test(sign)) return 'guillemet'
  return /[\u3000-\uffff]/.test(sign) ? 'corner' : 'double'
}
