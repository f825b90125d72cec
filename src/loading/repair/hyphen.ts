import type { Certainty } from '../certainty.ts'
import { isHyphenedFirst, mayHyphen, wavers, writesAsOne } from './compounds.ts'
import { type DocumentWords, withoutElision, withoutPossessive } from './evidence.ts'
import { mayChangeSpelling } from './spelling-changes.ts'
import { type WordList, wordListOf } from './word-list.ts'

/** What becomes of the hyphen of a cut word, and how sure that is. One without evidence is for a person. */
export interface HyphenDecision {
  decision: 'join' | 'keep' | 'unresolved'
  certainty: Certainty
}

/** The two halves of a word that a hyphen at the end of a line or page may have cut. */
export interface CutWord {
  before: string
  after: string
}

/** The words that a document and its language have. */
export interface WordEvidence {
  document: DocumentWords
  list: WordList | undefined
  /** BCP 47; null where it is not known. */
  language: string | null
}

const JOIN: HyphenDecision = { decision: 'join', certainty: 'certain' }
const JOIN_PROBABLY: HyphenDecision = { decision: 'join', certainty: 'probable' }
const KEEP: HyphenDecision = { decision: 'keep', certainty: 'certain' }
const KEEP_PROBABLY: HyphenDecision = { decision: 'keep', certainty: 'probable' }
const UNRESOLVED: HyphenDecision = { decision: 'unresolved', certainty: 'unresolved' }

/** The halves around a hyphen that ends `before`; undefined where no word stands before it or after. */
export function cutWord(before: string, after: string): CutWord | undefined {
  const head = /([\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|\p{N}[\p{N}.,]*[.,])[-\u2010\u00ac]$/u.exec(
    before.slice(-80),
  )?.[1]
  const tail = /^[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/u.exec(after.slice(0, 80))?.[0]
  return head === undefined || tail === undefined ? undefined : { before: head, after: tail }
}

/**
 * Decides by evidence alone, in this order: digits, capitals, the document's own words, the word list, the halves.
 * The joined form is asked before them: `in`, `deed` and `indeed` are all words.
 */
export function decideHyphen(word: CutWord, evidence: WordEvidence): HyphenDecision {
  const halves = {
    before: withoutElision(word.before.toLowerCase()),
    after: withoutPossessive(word.after.toLowerCase()),
  }
  return (
    byNumber(word) ??
    byCapitals(word, halves, evidence.document) ??
    byDocument(halves, evidence.document) ??
    byList(halves, evidence) ??
    (areBorrowed(word, evidence.language) ? UNRESOLVED : byHalves(halves, evidence))
  )
}

interface Halves {
  before: string
  after: string
}

/** A typesetter cuts a number after its comma or point alone; `1890-1895` and `apache2-doc` have a hyphen of their own. */
function byNumber({ before, after }: CutWord): HyphenDecision | undefined {
  if (/[.,]$/.test(before)) return /^\p{N}+$/u.test(after) ? JOIN : UNRESOLVED
  return /\p{N}/u.test(before + after) ? KEEP : undefined
}

function byDocument({ before, after }: Halves, document: DocumentWords): HyphenDecision | undefined {
  const asOne = document.words.has(before + after)
  const asPair = document.pairs.has(`${before}-${after}`)
  if (asOne && asPair) return UNRESOLVED
  if (asPair) return KEEP
  return asOne ? JOIN : undefined
}

/** No word has a capital within it, save one that is set in capitals. */
function byCapitals(
  word: CutWord,
  { before, after }: Halves,
  document: DocumentWords,
): HyphenDecision | undefined {
  const isSetInCapitals = /^\p{Lu}{2,}$/u.test(word.before)
  const isCapital = /^\p{Lu}/u.test(word.after)
  if (isSetInCapitals ? /^\p{Lu}+$/u.test(word.after) : !isCapital) return undefined
  if (document.pairs.has(`${before}-${after}`)) return KEEP
  return document.words.has(before + after) ? UNRESOLVED : KEEP_PROBABLY
}

/**
 * `re-create` is no `recreate`, and `hearth-stone` may be meant: of English wholes that may have a hyphen of their own
 * a list decides on the commonest alone.
 */
function byList({ before, after }: Halves, { list, language }: WordEvidence): HyphenDecision | undefined {
  if (list === undefined) return undefined
  const asOne = isListed(before + after, list)
  const asPair = list.has(`${before}-${after}`)
  if (asOne && asPair) return UNRESOLVED
  const mayBeTwo = isHyphenedFirst(before, language) || isWhole(before, list)
  if (asOne && wavers(language) && mayBeTwo && isWhole(after, list) && !list.isCommon?.(before + after)) {
    return UNRESOLVED
  }
  if (asPair) return KEEP
  return asOne ? JOIN : undefined
}

function isWhole(half: string, list: WordList): boolean {
  return half.length >= 4 && list.has(half)
}

/** A regular plural is as good as its word. */
function isListed(word: string, list: WordList): boolean {
  return list.has(word) || (/[^su]s$/.test(word) && list.has(word.slice(0, -1)))
}

/**
 * A half that is no word was cut off: `lib-` and `eratory`. A longer word after a half that is none says nothing:
 * the first half may be a name, or live in compounds only, as in `tragi-comic`.
 */
function byHalves({ before, after }: Halves, { document, list, language }: WordEvidence): HyphenDecision {
  if (mayHyphen(before, after, language) || mayChangeSpelling(before, after, language)) return UNRESOLVED
  const isWord = (half: string) => document.words.has(half) || list?.has(half) === true
  if (isWord(before) && writesAsOne(before, language)) return JOIN_PROBABLY
  return isWord(after) && (isWord(before) || after.length >= 5) ? UNRESOLVED : JOIN_PROBABLY
}

/** Two English words in a text of another language, as names of things have them: `terminal-emulator`. */
function areBorrowed({ before, after }: CutWord, language: string | null): boolean {
  if (language === null || /^en(?:-|$)/i.test(language)) return false
  const english = wordListOf('en')
  return [before, after].every((half) => half.length >= 3 && english?.has(half) === true)
}

/** Between two words of which the first is finished later, by language. */
const CONJUNCTIONS: Readonly<Record<string, string>> = {
  ...{ en: 'and|or|nor|to', de: 'und|oder|bis', fr: 'et|ou|à', es: 'y|e|o|u', it: 'e|o|ed', pt: 'e|ou' },
  ...{ nl: 'en|of', da: 'og|eller', sv: 'och|eller', nb: 'og|eller', pl: 'i|lub', ru: 'и|или' },
}
const SUSPENDING = new Map(
  Object.entries(CONJUNCTIONS).map(([language, words]) => [
    language,
    new RegExp(`^(?:${words})(?![\\p{L}\\p{M}'’-])`, 'u'),
  ]),
)
const OF_ANY_LANGUAGE = new RegExp(`^(?:${Object.values(CONJUNCTIONS).join('|')})(?![\\p{L}\\p{M}'’-])`, 'u')

/** A hyphen before `and` or `or` belongs to a word that is finished later: `pre- and post-war`; but Italian has `costrui-to`. */
export function isSuspended(after: string, language: string | null | undefined): boolean {
  return (SUSPENDING.get(language?.split('-')[0] ?? '') ?? OF_ANY_LANGUAGE).test(after)
}
