/** The marks within a run of Muse: emphasis, links, notes, languages, what is verbatim. */

import { linkAt } from './link-at.ts'
import { OpenMarks } from './open-marks.ts'

/** A run of the text and what it is: words, or a mark that has none. */
export type Token =
  | { type: 'text'; start: number; end: number }
  | { type: 'mark'; start: number; end: number; rule: string; kind?: string; role?: 'note' }
  | { type: 'shown'; start: number; end: number; text: string; rule: string; kind: string }
  | { type: 'link'; start: number; end: number; label: [number, number]; address: [number, number] }

/** Elements that may stand within a paragraph. */
const TAG = /<(\/?)(em|strong|sup|sub|del|strike|code|sf|sc)>/y
const BREAK = /<br ?\/?>/y
const LANGUAGE = /<(\/?)\[([A-Za-z-]{2,20})\]>/y
const CALL = /\[([1-9]\d{0,8})\]|\{([1-9]\d{0,8})\}/y
const STARS = /\*{1,3}/y
const CLOSING_STARS = /(?<=[^\s*])\*{1,3}(?![\p{L}\p{N}_*])/gu
const WORD = /[\p{L}\p{N}_]/u

/**
 * The tokens of a run, in order and without gap.
 *
 * @param hasLinks whether links are known: in headings they are words
 * @param notes labels of the notes that there are; what refers to none of them is words
 */
export function inlineTokens(text: string, notes: ReadonlySet<string>, hasLinks = true): Token[] {
  return new InlineReader(text, { notes, hasLinks }).read()
}

/** How many characters of a code between signs are looked through. */
const LONGEST_CODE = 4_000

class InlineReader {
  readonly #text: string
  readonly #notes: ReadonlySet<string>
  readonly #hasLinks: boolean
  #tokens: Token[] = []
  readonly #open = new OpenMarks()
  #at = 0
  #from = 0
  /** Before here nothing can end a code that is open. */
  #noCode = 0
  readonly #lasts = new Map<string, number>()
  /** Where stars that may end something stand last, by how many they are. */
  #lastStars: Map<string, number> | undefined

  constructor(text: string, { notes, hasLinks }: { notes: ReadonlySet<string>; hasLinks: boolean }) {
    this.#text = text
    this.#notes = notes
    this.#hasLinks = hasLinks
  }

  read(): Token[] {
    const text = this.#text
    while (this.#at < text.length) {
      SPECIAL.lastIndex = this.#at
      const found = SPECIAL.exec(text)
      if (found === null) break
      this.#at = found.index
      if (!this.#special(text[this.#at]!)) this.#at++
    }
    this.#at = text.length
    this.#flush()
    return this.#tokens
  }

  #special(sign: string): boolean {
    if (sign === '<' || sign === '>')
      return this.#direction() || this.#verbatim() || this.#break() || this.#language() || this.#tag()
    if (sign === '[') return this.#link() || this.#call()
    if (sign === '{') return this.#call()
    if (sign === '*') return this.#stars()
    if (sign === '=') return this.#code()
    return this.#blank()
  }

  /** Words up to here. */
  #flush(): void {
    if (this.#at > this.#from) this.#tokens.push({ type: 'text', start: this.#from, end: this.#at })
    this.#from = this.#at
  }

  #take(token: Token): true {
    this.#at = token.start
    this.#flush()
    if (token.end > token.start) this.#tokens.push(token)
    this.#at = token.end
    this.#from = token.end
    return true
  }

  #mark(length: number, rule: string, kind?: string): true {
    const start = this.#at
    return this.#take({ type: 'mark', start, end: start + length, rule, ...(kind && { kind }) })
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#text)
  }

  /** Words between two tags in which no mark is one. */
  #verbatim(): boolean {
    for (const name of ['verbatim', 'code']) {
      const [open, close] = [`<${name}>`, `</${name}>`]
      if (!this.#text.startsWith(open, this.#at) || this.#lastOf(close) < this.#at) continue
      const end = this.#text.indexOf(close, this.#at)
      const rule = name === 'code' ? 'html' : 'escape'
      this.#mark(open.length, rule)
      if (name === 'code') this.#inCode(end)
      else this.#at = end
      this.#flush()
      return this.#mark(close.length, rule)
    }
    return false
  }

  /** Where something stands last, looked for once. */
  #lastOf(sought: string): number {
    const known = this.#lasts.get(sought) ?? this.#text.lastIndexOf(sought)
    this.#lasts.set(sought, known)
    return known
  }

  /** In code only what is verbatim is taken out. */
  #inCode(end: number): void {
    for (;;) {
      const tag = this.#text.indexOf('<', this.#at)
      if (tag < 0 || tag >= end) break
      this.#at = tag
      const match = this.#match(VERBATIM_TAG)
      if (match) this.#mark(match[0].length, 'escape')
      else this.#at++
    }
    this.#at = end
  }

  #break(): boolean {
    const match = this.#match(BREAK)
    if (!match) return false
    const start = this.#at
    const end = start + match[0].length
    return this.#take({ type: 'shown', start, end, text: ' ', rule: 'html-break', kind: 'hardbreak' })
  }

  #language(): boolean {
    const match = this.#match(LANGUAGE)
    if (!match) return false
    return this.#mark(match[0].length, 'language', match[1] ? 'lang:' : `lang:${match[2]}`)
  }

  /** `<<<` begins what is written to the left in a text that is written to the right, and ends the opposite. */
  #direction(): boolean {
    const sign = this.#text.slice(this.#at, this.#at + 3)
    if (sign !== '<<<' && sign !== '>>>') return false
    const other = sign === '<<<' ? '>>>' : '<<<'
    if (!this.#open.close(other)) {
      this.#open.push(sign, this.#at)
      return this.#mark(3, 'language', sign === '<<<' ? 'dir:rtl' : 'dir:ltr')
    }
    const start = this.#at
    const text = sign === '<<<' ? '\u200f' : '\u200e'
    return this.#take({ type: 'shown', start, end: start + 3, text, rule: 'language', kind: 'dir:' })
  }

  #tag(): boolean {
    const [tag, slash, name] = this.#match(TAG) ?? []
    if (tag === undefined || name === undefined) return false
    if (slash ? !this.#open.close(name) : !this.#begins(tag, name)) return false
    return this.#mark(tag.length, 'html')
  }

  /** A tag behind which nothing stands is words. */
  #begins(tag: string, name: string): boolean {
    if (!/[^<]/.test(this.#text.slice(this.#at + tag.length, this.#at + tag.length + 40).replace(TAGS, '')))
      return false
    this.#open.push(name, this.#at)
    return true
  }

  #stars(): boolean {
    const [stars] = this.#match(STARS)!
    const [before, after] = this.#around(stars.length)
    if (after === '*' || before === '*') return this.#passOver()
    const opens = after !== '' && /\S/.test(after) && !isWord(before)
    const closes = before !== '' && /\S/.test(before) && !isWord(after)
    if (!(closes && this.#open.close(stars))) {
      if (!opens || (closes && !this.#closesLater(stars))) return this.#passOver()
      this.#open.push(stars, this.#at)
    }
    // Three stars are two marks, the outer of which is strong.
    const isOpen = this.#open.innermost?.at === this.#at
    if (stars.length === 3)
      return this.#mark(isOpen ? 2 : 1, isOpen ? 'strong' : 'emphasis') && this.#rest(isOpen)
    return this.#mark(stars.length, stars.length === 2 ? 'strong' : 'emphasis')
  }

  /** Whether stars stand further on that may end what these would begin. */
  #closesLater(stars: string): boolean {
    this.#lastStars ??= new Map(
      [...this.#text.matchAll(CLOSING_STARS)].map(({ index, 0: found }) => [found, index]),
    )
    return (this.#lastStars.get(stars) ?? -1) > this.#at
  }

  #rest(isOpen: boolean): true {
    return this.#mark(isOpen ? 1 : 2, isOpen ? 'emphasis' : 'strong')
  }

  #passOver(): true {
    while (this.#text[this.#at] === '*') this.#at++
    return true
  }

  #around(length: number): [before: string, after: string] {
    const before = this.#text[this.#at - 1] ?? ''
    return [before, this.#text[this.#at + length] ?? '']
  }

  /** `=code=`, where the signs stand at the edges of words. */
  #code(): boolean {
    const [before, after] = this.#around(1)
    if (isWord(before) || before === '=' || after === '' || /\s/.test(after)) return false
    const start = this.#at
    const last = Math.min(this.#text.length, start + LONGEST_CODE)
    for (let at = this.#text.indexOf('=', Math.max(start + 2, this.#noCode)); at >= 0 && at < last; ) {
      const isEnd =
        /\S/.test(this.#text[at - 1]!) && !isWord(this.#text[at + 1] ?? '') && this.#text[at + 1] !== '='
      if (isEnd) {
        this.#mark(1, 'code')
        this.#at = at
        this.#flush()
        return this.#mark(1, 'code')
      }
      at = this.#text.indexOf('=', at + 1)
    }
    this.#noCode = last
    return false
  }

  #link(): boolean {
    const link = linkAt(this.#text, this.#at)
    if (link === undefined) return false
    if (!this.#hasLinks) {
      this.#at = link.end
      return true
    }
    const { shown, address, isAlone, isImage, end } = link
    const rule = isImage ? 'image' : 'muse-link'
    if (isImage && isAlone) return this.#mark(end - this.#at, rule)
    this.#mark(shown[0] - this.#at, rule)
    if (!isImage) this.#tokens.push({ type: 'link', start: shown[0], end: shown[0], label: shown, address })
    if (isAlone) this.#at = shown[1]
    else this.#within(shown[1])
    this.#flush()
    return this.#mark(end - shown[1], rule)
  }

  /** The marks in the label of a link. */
  #within(end: number): void {
    const inner = inlineTokens(this.#text.slice(this.#at, end), this.#notes)
    const from = this.#at
    for (const token of inner)
      this.#tokens.push({ ...token, start: token.start + from, end: token.end + from })
    this.#at = end
    this.#from = end
  }

  /** What calls a note is no word, and the blank before it is none where the sentence goes on behind it. */
  #call(): boolean {
    const match = this.#match(CALL)
    if (match === null) return false
    const label = match[1] ?? `b${match[2]}`
    if (!this.#notes.has(label)) return false
    const end = this.#at + match[0].length
    let start = this.#at
    if (/^(?:$|[\s.,;:!?)\]])/.test(this.#text.slice(end, end + 1)))
      while (start > this.#from && this.#text[start - 1] === ' ') start--
    return this.#take({
      type: 'mark',
      start,
      end,
      rule: 'footnote-call',
      kind: `note-call:${label}`,
      role: 'note',
    })
  }

  /** A blank at which no line ends. */
  #blank(): boolean {
    if (!this.#text.startsWith('~~', this.#at)) return false
    const start = this.#at
    const rule = 'character-reference'
    return this.#take({ type: 'shown', start, end: start + 2, text: ' ', rule, kind: 'character' })
  }
}

const SPECIAL = /[<>[{*=~]/g
const VERBATIM_TAG = /<\/?verbatim>/y
const TAGS = /<\/?(?:em|strong|sup|sub|del|strike|code)>/g

function isWord(character: string): boolean {
  return WORD.test(character)
}
