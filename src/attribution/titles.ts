import { nameWords } from './name-words.ts'

/** "The", "Der", "Les": people leave it out of a short title. */
const ARTICLES = new Set(
  'the a an der die das ein eine le la les l un une el los las il lo gli de het een'.split(' '),
)

/** How a title that was written agrees with one that a work has: as a whole, as its beginning, or in no way. */
export function titleFit(written: string, title: string): 'whole' | 'short' | null {
  const [said, own] = [titleWords(written), titleWords(title)]
  if (said.length === 0 || own.length === 0) return null
  if (said.join(' ') === own.join(' ')) return 'whole'
  const main = titleWords(title.split(/[:.?!\u2013\u2014]\s/u)[0]!)
  if (said.join(' ') === main.join(' ') || startsWith(said, own)) return 'short'
  return startsWith(own, said) ? 'short' : null
}

function startsWith(words: readonly string[], beginning: readonly string[]): boolean {
  return beginning.join('').length >= FEWEST_LETTERS && beginning.every((word, at) => words[at] === word)
}

/** With fewer letters too many titles begin. */
const FEWEST_LETTERS = 4

function titleWords(title: string): string[] {
  const words = nameWords(title.replace(/["\u201c-\u201f\u00ab\u00bb*_]/g, ' '))
  return words.length > 1 && ARTICLES.has(words[0]!) ? words.slice(1) : words
}
