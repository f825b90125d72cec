/** The quotation marks of the usual languages, and what a mark can be where it stands. */
import { UNSPACED_AT_MARKS } from '../text/scripts.ts'

/** Each mark that opens a quotation, with those that close it. */
export const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  // English “…”, Swedish, Finnish and Hebrew ”…”, Arabic ”…“, German „…“, Polish, Hungarian and Hebrew „…”
  '\u201c': '\u201d',
  '\u201d': '\u201d\u201c',
  '\u201e': '\u201c\u201d"',
  '\u201f': '\u201d',
  // ‘…’, Swedish and Finnish ’…’, ‚…‘
  '\u2018': '\u2019',
  '\u2019': '\u2019',
  '\u201b': '\u2019',
  '\u201a': '\u2018\u2019',
  // French «…», German »…«, Finnish »…»
  '\u00ab': '\u00bb',
  '\u00bb': '\u00ab\u00bb',
  '\u2039': '\u203a',
  '\u203a': '\u2039\u203a',
  // Hebrew ״…״
  '\u05f4': '\u05f4',
  // 「…」 『…』 《…》 〈…〉 〝…〟 ｢…｣
  '\u300c': '\u300d',
  '\u300e': '\u300f',
  '\u300a': '\u300b',
  '\u3008': '\u3009',
  '\u301d': '\u301e\u301f',
  '\uff62': '\uff63',
}

/** Every character that opens or closes. */
export const MARK =
  /["'\u201c-\u201f\u2018-\u201b\u00ab\u00bb\u2039\u203a\u05f4\u3008-\u300f\u301d-\u301f\uff62\uff63]/g

/** Marks of one shape for both sides, or for two customs: what stands beside them decides. */
const AMBIGUOUS = new Set('"\'\u2018\u2019\u201c\u201d\u05f4')
const SINGLE = new Set("'\u2018\u2019")

const SPACE = /^\s?$/u
const WORD = /[\p{L}\p{N}\p{M}]/u
const UNSPACED = new RegExp(`[${UNSPACED_AT_MARKS}]`, 'u')
/** What a mark behind it rather opens after. */
const OPENS_BEFORE = /^[\s\p{Ps}\p{Pd}\p{Pi}/\\|=]$/u

/** A mark in a text: what it can be. `wins` is what it is when it can be both and one like it is open. */
export interface Mark {
  at: number
  mark: string
  opens: boolean
  closes: boolean
  wins: 'open' | 'close'
  /**
   * A single mark that may be an apostrophe: before a word without its beginning, as in 'tis, where it opens at most; or
   * behind one without its end, or a plural, as in singin' and the dogs' bone, where it closes at most.
   */
  elides: 'before' | 'behind' | null
}

/** What the mark at an offset can be; a mark that can be nothing is an apostrophe, or stands for inches. */
export function markAt(text: string, at: number): Mark {
  const mark = text[at]!
  const before = lastCharacter(text.slice(Math.max(0, at - 2), at))
  const after = String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20)
  const found: Mark = { at, mark, opens: mark in CLOSERS, closes: true, wins: 'close', elides: null }
  if (!AMBIGUOUS.has(mark)) return { ...found, ...ofGuillemet(mark, before, after) }
  const isNote = isNoteBehind(text, at, before)
  if (isInWord(text, at) && !isNote) return { ...found, opens: false, closes: false }
  const single = SINGLE.has(mark)
  const mayOpen = found.opens && !isWord(before) && !SPACE.test(after)
  if (single && !isNote && isElision(text, at, before))
    return { ...found, opens: mayOpen, closes: false, wins: 'open', elides: mayOpen ? 'before' : null }
  return {
    ...found,
    opens: mark === '\u201c' ? !isWord(before) : mayOpen && mark !== '\u2019',
    closes: mark === '\u201d' || isNote || (!SPACE.test(before) && !(single && isWord(after))),
    wins: OPENS_BEFORE.test(before) ? 'open' : 'close',
    elides: single && after === ' ' && CUT_WORD.test(text.slice(Math.max(0, at - 24), at)) ? 'behind' : null,
  }
}

/** Between letters, behind a number of feet, or behind 'n. */
function isInWord(text: string, at: number): boolean {
  const before = lastCharacter(text.slice(Math.max(0, at - 2), at))
  const after = String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20)
  return (
    (isWord(before) && isWord(after)) ||
    isMeasure(text, at) ||
    (SINGLE.has(text[at]!) &&
      (/['\u2018\u2019]n$/i.test(text.slice(at - 2, at)) || matches(N_ALONE, text, at)))
  )
}

/** Before a word without its beginning; a turned mark before any word is an apostrophe nearly always. */
function isElision(text: string, at: number, before: string): boolean {
  return (
    matches(ELIDED, text, at) ||
    (text[at] === '\u2019' && SPACE.test(before) && !SPACE.test(text[at + 1] ?? ''))
  )
}

/** The number of a note stands right behind a closing mark: “… were bombed.”12 */
function isNoteBehind(text: string, at: number, before: string): boolean {
  const isBehind =
    /[\p{L}\p{M}.!?,\u2026)\]]/u.test(before) || (CURLED.test(text[at]!) && /\p{N}/u.test(before))
  return isBehind && text[at] !== '\u2018' && matches(NOTE_NUMBER, text, at + 1)
}

const CURLED = /[\u201c\u201d]/

const NOTE_NUMBER = /\d{1,3}(?![\p{L}\p{N}\p{M}'"\u2018-\u201d\u2032\u2033])/uy

/** A closing guillemet that opens (»…«) has its words right behind it, and no word before. */
function ofGuillemet(mark: string, before: string, after: string): Pick<Mark, 'opens'> | undefined {
  if (mark !== '\u00bb' && mark !== '\u203a') return undefined
  return { opens: !SPACE.test(after) && !isWord(before) }
}

function isWord(character: string): boolean {
  return WORD.test(character) && !UNSPACED.test(character)
}

/** 5'10", 5' 10, 12′ */
function isMeasure(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at)
  if (text[at] === '"') return /\d ?['\u2019\u2032] ?\d{1,2}(?:[.,]\d{1,2}|[\u00bc-\u00be])?$/.test(before)
  return (
    SINGLE.has(text[at]!) &&
    /\d$/.test(before) &&
    /^ ?\d{1,2}(?:[.,]\d+)?["\u201d\u2033]/.test(text.slice(at + 1, at + 8))
  )
}

/** '90s, 'tis, 'cause, Dutch 't */
const ELIDED =
  /['\u2018\u2019](?:\d{2}s?|em|n|til|till|tis|twas|twere|twill|twould|cause|bout|round|gainst|neath|twixt|mongst|pon|fore|stead|nother|scuse|fraid|cos|cuz|im|er|s|t|k)(?![\p{L}\p{N}\p{M}])/iuy
/** rock 'n' roll */
const N_ALONE = /['\u2018\u2019]n['\u2018\u2019]/iuy

/** The dogs' bone, singin' on, a cup o' tea, un po' di pane. */
const CUT_WORD = /(?:s|(?:^|[^\p{L}\p{M}])(?:\p{L}{2,20}in|o|an|th|wi|ol|po|mo))$/iu

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? ''
}
