/** Characters that stand for what is set above or below the line (Unicode 15, blocks 2070–209F, 00B2, 00B3, 00B9). */

const ABOVE: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'0123456789'].map((digit, at) => [digit, [...'⁰¹²³⁴⁵⁶⁷⁸⁹'][at]!])),
  ...{ '+': '⁺', '-': '⁻', '−': '⁻', '–': '⁻', '=': '⁼', '(': '⁽', ')': '⁾', n: 'ⁿ', i: 'ⁱ' },
}

const BELOW: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'0123456789'].map((digit, at) => [digit, [...'₀₁₂₃₄₅₆₇₈₉'][at]!])),
  ...{ '+': '₊', '-': '₋', '−': '₋', '–': '₋', '=': '₌', '(': '₍', ')': '₎' },
}

/**
 * A superscript or subscript as characters of its own where Unicode has them, else behind `^` or `_`: `10⁶`, `x^{2k}`,
 * never `106`. Words of letters, as in `13th` and `Mlle`, say the same on the line and stay as they are: undefined.
 */
export function asCharacters(text: string, place: 'sup' | 'sub'): string | undefined {
  const characters = [...text]
  const of = place === 'sup' ? ABOVE : BELOW
  if (characters.every((character) => character in of)) return characters.map((one) => of[one]).join('')
  if (!/\p{N}/u.test(text)) return undefined
  const sign = place === 'sup' ? '^' : '_'
  return characters.length === 1 ? sign + text : `${sign}{${text}}`
}

/** The sign on the line of a character set above it, or the character itself. */
export function onTheLine(character: string): string {
  return PLAIN.get(character) ?? character
}

const PLAIN = new Map(
  Object.entries(ABOVE)
    .filter(([plain]) => /\d/.test(plain))
    .map(([plain, above]) => [above, plain]),
)
