import { plainLetters } from './plain-letters.ts'
import { UNSPACED } from './scripts.ts'
import { searchFold } from './search-fold.ts'

/** A word as it is looked for, and where it stands in its text (UTF-16, half-open). */
export interface FoundWord {
  word: string
  start: number
  end: number
}

/** Letters, digits and what may stand inside of a word with them. */
const RUN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}'\u2019]*/gu
const ASCII = /^[A-Za-z0-9]+$/
const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u')
/** A character of a script without spaces with the marks that follow it, or what stands between such. */
const PIECE = new RegExp(`[${UNSPACED}][\\p{M}\\p{Cf}]*|[^${UNSPACED}]+`, 'gu')
/** Longer words are known by their beginning. */
const LONGEST_WORD = 64

/** The words of a text as they are looked for (`searchFold`), in order. The index and the search both go by these. */
export function* wordsOf(text: string): Generator<FoundWord> {
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (ASCII.test(run)) yield { word: asciiWord(run), start: index, end: index + run.length }
    else if (IS_UNSPACED.test(run)) yield* charactersOf(run, index)
    else yield* partsOf(run, index)
  }
}

/** The words of a text in order: without their places they take half of the time. */
export function wordsAlone(text: string): string[] {
  const words: string[] = []
  for (const run of text.match(RUN) ?? []) {
    if (ASCII.test(run)) words.push(asciiWord(run))
    else for (const { word } of wordsOf(run)) words.push(word)
  }
  return words
}

/** The words of a text, each once. */
export function distinctWords(text: string): Set<string> {
  return new Set(wordsAlone(text))
}

function asciiWord(run: string): string {
  return run.toLowerCase().slice(0, LONGEST_WORD)
}

/** What stands before an apostrophe in French, Italian and Catalan, and is a word of its own. */
const ELIDED =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|un|dell|nell|sull|all|dall|coll|quest|quell|bell|sant|gl|com|anch)['\u2019](?=[\p{L}\p{N}])/iu
const POSSESSIVE = /['\u2019]s$/i

/** "l'homme" and "Orwell's" are two words each, so that either is found by the one that people look for. */
function* partsOf(run: string, at: number): Generator<FoundWord> {
  const elided = ELIDED.exec(run)?.[0].length ?? 0
  const owned = POSSESSIVE.exec(run.slice(elided))
  const end = owned ? elided + owned.index : run.length
  for (const [from, to] of [
    [0, elided],
    [elided, end],
    [end, run.length],
  ] as const)
    if (from < to) yield* folded(run.slice(from, to), { start: at + from, end: at + to })
}

/** Each character of a script without spaces is a word, with the marks that follow it; what stands between is one too. */
function* charactersOf(run: string, at: number): Generator<FoundWord> {
  for (const { 0: piece, index } of run.matchAll(PIECE))
    yield* folded(piece, { start: at + index, end: at + index + piece.length })
}

function* folded(piece: string, place: { start: number; end: number }): Generator<FoundWord> {
  for (const word of plainLetters(searchFold(piece)).split(' ')) {
    if (word !== '') yield { word: word.slice(0, LONGEST_WORD).toWellFormed(), ...place }
  }
}
