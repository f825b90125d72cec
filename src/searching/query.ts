import { ColophonError } from '../errors.ts'
import { wordsOf } from '../text/words.ts'

/** What is searched for: words that all must stand in a paragraph, some of them one after the other. */
export interface SearchQuery {
  /** None of them twice. */
  words: string[]
  /** Runs of two words or more. */
  phrases: string[][]
}

/** More words than these are not looked for. */
const MOST_WORDS = 32
const PART = /"([^"]*)"?|[^"]+/g

/**
 * Reads what somebody typed: words, and phrases in quotation marks. Nothing in it is an operator.
 *
 * @throws ColophonError `empty_search`, `search_too_long`
 */
export function parseQuery(typed: string): SearchQuery {
  const phrases: string[][] = []
  const words = new Set<string>()
  for (const [part, quoted] of typed.replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"').matchAll(PART)) {
    const found: string[] = []
    for (const { word } of wordsOf(quoted ?? part)) {
      found.push(word)
      words.add(word)
      if (words.size > MOST_WORDS) throw tooLong()
    }
    if (quoted !== undefined && found.length > 1) phrases.push(found)
    else phrases.push(...unspaced(part))
    if (phrases.length > MOST_WORDS) throw tooLong()
  }
  if (words.size === 0)
    throw new ColophonError('empty_search', 'There is no word in "q". Send at least one letter or digit.')
  return { words: [...words], phrases }
}

/** A run without spaces, such as a Japanese word or `re-brand`, is looked for as it stands. */
function unspaced(part: string): string[][] {
  return part
    .split(/\s+/)
    .map((run) => [...wordsOf(run)].map(({ word }) => word))
    .filter((run) => run.length > 1)
}

function tooLong(): ColophonError {
  return new ColophonError(
    'search_too_long',
    `A search has at most ${MOST_WORDS} different words. To find where a longer passage stands, send it to POST /verify.`,
  )
}
