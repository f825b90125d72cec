import type { Certainty } from '../certainty.ts'
import { type DocumentWords, withoutPossessive } from './evidence.ts'
import type { WordList } from './word-list.ts'

/** What becomes of the hyphen of a cut word. */
export type HyphenDecision = 'join' | 'keep' | 'unresolved'

/** The two halves of a word that a hyphen at the end of a line or page may have cut. */
export interface CutWord {
  before: string
  after: string
}

/** The words that a document and a language have. */
export interface WordEvidence {
  document: DocumentWords
  list: WordList | undefined
}

/** The halves around a hyphen that ends `before`; undefined where no word stands before it or after. */
export function cutWord(before: string, after: string): CutWord | undefined {
  const head = /([\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*)[-\u2010\u00ac]$/u.exec(before.slice(-80))?.[1]
  const tail = /^[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/u.exec(after.slice(0, 80))?.[0]
  return head === undefined || tail === undefined ? undefined : { before: head, after: tail }
}

/**
 * Decides by evidence alone, in this order: the document's own words, a capital or a digit, the word list. The
 * joined form is asked first: `in`, `deed` and `indeed` are all words.
 */
export function decideHyphen(word: CutWord, { document, list }: WordEvidence): HyphenDecision {
  const before = word.before.toLowerCase()
  const after = withoutPossessive(word.after.toLowerCase())
  const asOne = document.words.has(before + after)
  const asPair = document.pairs.has(`${before}-${after}`)
  if (asOne && asPair) return 'unresolved'
  if (asPair) return 'keep'
  if (asOne) return 'join'
  if (!/^\p{Ll}/u.test(word.after)) return 'unresolved'
  const known = list !== undefined && isListed(before + after, list)
  return known ? 'join' : 'unresolved'
}

/** A regular plural is as good as its word. */
function isListed(word: string, list: WordList): boolean {
  return list.has(word) || (/[^su]s$/.test(word) && list.has(word.slice(0, -1)))
}

/** A decision by evidence is certain; one without is for a person. */
export function certaintyOf(decision: HyphenDecision): Certainty {
  return decision === 'unresolved' ? 'unresolved' : 'certain'
}

const CONJUNCTION = /^(?:and|or|nor|to|und|oder|bis|et|ou|y|e|o|en|of|og|och|i|и|или)(?![\p{L}\p{M}'’-])/u

/** A hyphen before `and` or `or` belongs to a word that is finished later: `pre- and post-war`. */
export function isSuspended(after: string): boolean {
  return CONJUNCTION.test(after)
}
