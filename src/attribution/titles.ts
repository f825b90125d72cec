import type { Metadata } from '../loading/metadata/metadata.ts'
import { spelt } from './name-words.ts'

/** "The", "Der", "Les": people leave it out of a short title. */
const ARTICLES = new Set(
  'the a an der die das ein eine le la les l un une el los las il lo i gli o os as um uma de het een'.split(
    ' ',
  ),
)

type Fit = 'whole' | 'short' | null

/** How a title that was written agrees with those of a work: its own, its short one, or that of the book or journal it is in. */
export function fitsTitle(written: string, { title, titleShort, containerTitle }: Metadata): Fit {
  const own = titleFit(written, title)
  const others = [titleShort, containerTitle].map((other) => titleFit(written, other ?? ''))
  return own ?? (others.some((fit) => fit !== null) ? 'short' : null)
}

/** How a title that was written agrees with one that a work has: as a whole, as a part that is used alone, or in no way. */
function titleFit(written: string, title: string): Fit {
  const [said, own] = [titleWords(written), titleWords(title)]
  if (said.length === 0 || own.length === 0) return null
  if (said.join(' ') === own.join(' ')) return 'whole'
  const [main = '', ...parts] = title.split(/[:.?!\u2013\u2014]\s/u)
  if (said.join(' ') === titleWords(main).join(' ') || startsWith(said, own)) return 'short'
  if (
    startsWith(own, said) ||
    parts.some((part) => isWell(said) && said.join(' ') === titleWords(part).join(' '))
  )
    return 'short'
  return isEnd(said, own) ? 'short' : null
}

/** "Don Quijote de la Mancha" of "El ingenioso hidalgo don Quijote de la Mancha". */
function isEnd(said: readonly string[], own: readonly string[]): boolean {
  const end = own.slice(-said.length).join(' ')
  return isWell(said) && end === said.join(' ') && 2 * end.length >= own.join(' ').length
}

/** Whether some words tell more than "A report" does. */
function isWell(words: readonly string[]): boolean {
  return words.length > 1 && words.join('').length >= 8
}

function startsWith(words: readonly string[], beginning: readonly string[]): boolean {
  return beginning.join('').length >= FEWEST_LETTERS && beginning.every((word, at) => words[at] === word)
}

/** With fewer letters too many titles begin. */
const FEWEST_LETTERS = 4

function titleWords(title: string): string[] {
  const words = spelt(title.replace(/["\u201c-\u201f\u00ab\u00bb*_]/g, ' '))
  return words.length > 1 && ARTICLES.has(words[0]!) ? words.slice(1) : words
}
