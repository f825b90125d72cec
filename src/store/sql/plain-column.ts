import { PLAIN_LETTERS, plainLetters } from '../../text/plain-letters.ts'
import { searchFold } from '../../text/search-fold.ts'

/** A column of folded text (`searchFold`) in plain letters: those who look for names may have no others. */
export function plainColumn(column: string): string {
  return Object.entries(PLAIN_LETTERS).reduce(
    (expression, [letter, plain]) => `replace(${expression}, '${letter}', '${plain}')`,
    column,
  )
}

/** What was typed, as it is looked for in such a column. */
export function plainlyTyped(typed: string): string {
  return plainLetters(searchFold(typed))
}
