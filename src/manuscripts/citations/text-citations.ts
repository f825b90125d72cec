import type { Claim } from '../../attribution/claim.ts'
import type { ManuscriptBlock } from '../manuscript-block.ts'
import { readBracketed } from './bracketed.ts'
import type { CitedSource, TextCitation } from './cited-source.ts'
import { readNote } from './noted.ts'
import { hasSmallWords, namesAtEnd, placeOf } from './parts.ts'
import { claimsOfList, type References, referencesIn } from './references.ts'

/** Brackets; keys in the sentence, perhaps with a place behind; commands of LaTeX that cite. */
const CITING =
  /\[[^[\]]{1,300}\]|\([^()]{1,300}\)|\uff08[^\uff08\uff09]{1,300}\uff09|\\[a-zA-Z]{0,12}[cC]ite[a-zA-Z]{0,12}\*?(?:\[[^[\]]{0,120}\]){0,2}\{[^{}]{1,200}\}|(?<![\p{L}\p{N}.@])@\{?[\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/-]{0,198}\}?/gu

/** The citations of each block of a manuscript, in order; "ibid." is what was cited before it. */
export function textCitations(blocks: readonly ManuscriptBlock[]): Map<ManuscriptBlock, TextCitation[]> {
  return new CitationReader(blocks).read()
}

class CitationReader {
  readonly #blocks: readonly ManuscriptBlock[]
  readonly #references: References
  readonly #notes = new Map<string, ManuscriptBlock[]>()
  #last: CitedSource[] = []

  constructor(blocks: readonly ManuscriptBlock[]) {
    this.#blocks = blocks
    this.#references = referencesIn(blocks)
    for (const block of blocks) {
      if (block.note === null) continue
      this.#notes.set(block.note, [...(this.#notes.get(block.note) ?? []), block])
    }
  }

  read(): Map<ManuscriptBlock, TextCitation[]> {
    const found = new Map<ManuscriptBlock, TextCitation[]>()
    for (const block of this.#blocks) {
      if (block.kind === 'pre' || block.kind === 'heading') continue
      if (this.#references.blocks.has(block)) {
        found.set(block, whole(block, claimsOfList(block)))
        continue
      }
      const citations = [...this.#inText(block), ...this.#byNotes(block), ...ofNote(block)].sort(
        (a, b) => a.from - b.from,
      )
      for (const citation of citations) this.#resolve(citation)
      if (citations.length > 0) found.set(block, citations)
    }
    return found
  }

  *#inText({ text }: ManuscriptBlock): Generator<TextCitation> {
    const citing = new RegExp(CITING)
    for (let found = citing.exec(text); found; found = citing.exec(text)) {
      const { 0: words, index } = found
      const citation = words.startsWith('@')
        ? keyInSentence(text, { words, index })
        : words.startsWith('\\')
          ? command(words, index)
          : bracketed(text, { words, index })
      if (citation) yield citation
      // Brackets that are no citation may have one within.
      else citing.lastIndex = index + 1
    }
  }

  /** What a note cites, where it is referred to. */
  *#byNotes({ notes }: ManuscriptBlock): Generator<TextCitation> {
    for (const { at, label } of notes) {
      const text = (this.#notes.get(label) ?? []).map((block) => block.text).join(' ')
      const noted = readNote(text)
      if (!noted) continue
      const sources: CitedSource[] =
        noted.is === 'sources' ? noted.sources : [{ claim: { ...noted.claim, key: SAME }, sure: true }]
      yield { from: at, to: at, text, sources, form: 'aside' }
    }
  }

  /** What was cited before, and what the list of references says. */
  #resolve(citation: TextCitation): void {
    if (citation.form === 'place') this.#numbered(citation)
    if (citation.form === 'remark' || citation.form === 'place') return
    citation.sources = citation.sources.flatMap((source) => {
      const { key, locator } = source.claim
      if (key === SAME)
        return this.#last.map(({ claim: { locator: _, ...claim }, sure }) => ({
          claim: { ...claim, ...(locator && { locator }) },
          sure,
        }))
      const number = key?.startsWith(NUMBERED) ? Number(key.slice(NUMBERED.length)) : undefined
      if (number === undefined) return [{ ...source, claim: this.#listed(source.claim) }]
      const entry = this.#references.byNumber.get(number)
      return entry ? [{ claim: { ...entry, ...(locator && { locator }) }, sure: true }] : []
    })
    this.#last = citation.sources
  }

  /** "(1)" is a page of what the sentence names, or the number of an entry where the list has numbers. */
  #numbered(citation: TextCitation): void {
    const numbers =
      /^\((\d{1,3}(?:, ?\d{1,3}){0,8})\)$/.exec(citation.text)?.[1]?.split(',').map(Number) ?? []
    const isListed =
      this.#references.isNumbered && numbers.every((each) => this.#references.byNumber.has(each))
    if (numbers.length === 0 || !isListed) return
    citation.form = 'aside'
    citation.sources = numbers.map((number) => ({ claim: { key: `${NUMBERED}${number}` }, sure: true }))
  }

  /** With title and address, where one entry alone is of this author and year. */
  #listed(claim: Claim): Claim {
    const { author, year, title } = claim
    if (author === undefined || year === undefined || title !== undefined) return claim
    const [first = ''] = author.split(/[ ,&]+/).filter((word) => word.length > 2)
    const [entry, ...others] = this.#references.entries.filter(
      (each) => each.year === year && each.author?.includes(first),
    )
    return entry && others.length === 0 ? { ...entry, ...claim } : claim
  }
}

/** What a list of references or a note says of sources, as words that quote none. */
function whole({ text }: ManuscriptBlock, claims: readonly Claim[]): TextCitation[] {
  const sources = claims.map((claim) => ({ claim, sure: true }))
  return sources.length > 0 ? [{ from: 0, to: text.length, text, sources, form: 'remark' }] : []
}

function ofNote(block: ManuscriptBlock): TextCitation[] {
  const noted = block.note === null ? null : readNote(block.text)
  return noted?.is === 'sources'
    ? whole(
        block,
        noted.sources.map(({ claim }) => claim),
      )
    : []
}

/** Stands for a key until it is known what was cited before, or with a number. */
const SAME = '\u0000same'
const NUMBERED = '\u0000number'

function bracketed(text: string, { words, index }: { words: string; index: number }): TextCitation | null {
  const read = readBracketed(words)
  const place = { from: index, to: index + words.length, text: words }
  if (!read) return null
  if (read.is === 'remark') return { ...place, sources: [], form: 'remark' }
  if (read.is === 'sources') return { ...place, sources: read.sources, form: 'aside' }
  if (read.is === 'place') return { ...place, sources: [{ claim: read.claim, sure: true }], form: 'place' }
  if (read.is === 'same')
    return { ...place, sources: [{ claim: { ...read.claim, key: SAME }, sure: true }], form: 'aside' }
  if (read.is === 'number') {
    const sources = read.numbers.map((number) => ({
      claim: { ...read.claim, key: `${NUMBERED}${number}` },
      sure: true,
    }))
    return { ...place, sources, form: 'aside' }
  }
  const author = namesAtEnd(text.slice(0, index))
  if (author === null) return null
  const from = text.lastIndexOf(author, index)
  const begins =
    hasSmallWords(author) || /(?:^|[.!?:\n]\s{1,3})$/.test(text.slice(Math.max(0, from - 4), from))
  return {
    ...place,
    from,
    sources: [{ claim: { ...read.claim, author }, sure: true, begins }],
    form: 'sentence',
  }
}

/** `@key [p. 3]` */
function keyInSentence(
  text: string,
  { words, index }: { words: string; index: number },
): TextCitation | null {
  if (isInBrackets(text, index)) return null
  const key = words.replace(/^@\{?/, '').replace(/[}\p{P}]{1,3}$/u, '')
  const behind = index + words.length
  const [all = '', inside = ''] = /^ ?\[([^[\]@]{1,120})\]/u.exec(text.slice(behind, behind + 130)) ?? []
  const locator = placeOf(inside)
  return {
    ...{ from: index, to: behind + all.length, text: words + all, form: 'sentence' },
    sources: [{ claim: { key, ...(locator && { locator }) }, sure: true }],
  }
}

/** What brackets have is read with them. */
function isInBrackets(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 300), index)
  return before.lastIndexOf('[') > before.lastIndexOf(']')
}

/** `\autocite[see][p.~3]{a,b}` */
function command(words: string, index: number): TextCitation {
  const [, options = '', keys = ''] = /^\\\w+\*?((?:\[[^[\]]*\]){0,2})\{([^{}]+)\}$/.exec(words) ?? []
  const place = placeOf(
    (options.match(/[^[\]]+/g) ?? []).at(-1)?.replaceAll('~', ' ').replaceAll('\\', '') ?? '',
  )
  return {
    ...{ from: index, to: index + words.length, text: words },
    sources: keys
      .split(',')
      .map((key) => ({ claim: { key: key.trim(), ...(place && { locator: place }) }, sure: true })),
    form: /^\\(?:[tT]extcite|[cC]itet|[cC]iteauthor)/.test(words) ? 'sentence' : 'aside',
  }
}
