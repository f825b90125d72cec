import { between, pick, type Random } from './random.ts'

/** What a scanner takes for what. */
const CONFUSIONS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['m', 'rn'],
  ['l', '1'],
  ['I', 'l'],
  ['i', 'l'],
  ['O', '0'],
  ['o', 'c'],
  ['c', 'e'],
  ['e', 'c'],
  ['h', 'b'],
  ['n', 'u'],
  ['u', 'n'],
  ['cl', 'd'],
  ['d', 'cl'],
  ['vv', 'w'],
  ['w', 'vv'],
  ['t', 'f'],
  ['s', '5'],
  ['S', '5'],
  ['B', '8'],
  ['a', 'o'],
]

/** A text as a bad scan gives it: this share of its characters read wrongly, lost or doubled. */
export function scanned(next: Random, text: string, share: number): string {
  const characters = [...text]
  const errors = Math.max(1, Math.round(characters.length * share))
  for (let count = 0; count < errors; count++) {
    const at = between(next, 0, characters.length - 1)
    characters[at] = misread(next, characters, at)
  }
  return characters.join('')
}

function misread(next: Random, characters: readonly string[], at: number): string {
  const character = characters[at]!
  const [, confused] = CONFUSIONS.find(([from]) => from === character && next() < 0.5) ?? []
  if (confused !== undefined && next() < 0.6) return confused
  return pick(next, ['', character + character, pick(next, characters), pick(next, characters)])
}
