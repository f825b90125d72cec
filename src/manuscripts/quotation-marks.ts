/** The quotation marks of the usual languages, and what a mark can be where it stands. */
import { UNSPACED_AT_MARKS } from '../text/scripts.ts'

/** Each mark that opens a quotation, with those that close it. */
export const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  // English “…”, Swedish and Finnish ”…”, German „…“, Polish, Hungarian and Hebrew „…”
  '\u201c': '\u201d',
  '\u201d': '\u201d',
  '\u201e': '\u201c\u201d"',
  '\u201f': '\u201d',
  // ‘…’ and ‚…‘
  '\u2018': '\u2019',
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
  /** A single mark behind an s, which may be an apostrophe: the dogs' bone. */
  possessive: boolean
}

/** What the mark at an offset can be; a mark that can be nothing is an apostrophe, or stands for inches. */
export function markAt(text: string, at: number): Mark {
  const mark = text[at]!
  const before = lastCharacter(text.slice(Math.max(0, at - 2), at))
  const after = String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20)
  const found: Mark = { at, mark, opens: mark in CLOSERS, closes: true, wins: 'close', possessive: false }
  if (!AMBIGUOUS.has(mark)) return { ...found, ...ofGuillemet(mark, before, after) }
  const inWord =
    (isWord(before) && isWord(after)) ||
    isMeasure(text, at) ||
    /['\u2018\u2019]n$/i.test(text.slice(at - 2, at))
  const single = SINGLE.has(mark)
  if (inWord || (single && isApostrophe(text, at))) return { ...found, opens: false, closes: false }
  return {
    ...found,
    opens: found.opens && !isWord(before) && (mark === '\u201c' || !SPACE.test(after)),
    closes: mark === '\u201d' || (!SPACE.test(before) && !(single && isWord(after))),
    wins: OPENS_BEFORE.test(before) ? 'open' : 'close',
    possessive: single && /s/i.test(before) && after === ' ',
  }
}

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

/** '90s, rock 'n' roll, 'tis, Dutch 't */
const APOSTROPHE =
  /['\u2018\u2019](?:\d{2}s?|em|n|til|tis|twas|twere|twill|twould|cause|bout|round|gainst|neath|cos|cuz|im|er|s|t|k)(?![\p{L}\p{N}\p{M}])/iuy

function isApostrophe(text: string, at: number): boolean {
  APOSTROPHE.lastIndex = at
  return APOSTROPHE.test(text)
}

function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? ''
}
