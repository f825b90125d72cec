/** The first word of a title and the one after a colon or an end mark; marks and rich-text tags may stand before it. */
const SENTENCE_START = /(^|[:?!]\s+)((?:<\/?[a-z][^<>]{0,60}>|[^\p{L}\p{N}<]){0,8})(\p{Ll}[\p{L}\p{M}]*)/gu

/** Words such as "iPhone" are written so on purpose. */
const INNER_CAPITAL = /\p{Lu}/u

/** A title with a capital letter at its start and after each colon, question or exclamation mark; the rest as it was. */
export function capitalizeSentences(title: string): string {
  return title.replace(SENTENCE_START, (_, before: string, marks: string, word: string) =>
    INNER_CAPITAL.test(word) ? before + marks + word : before + marks + capitalize(word),
  )
}

function capitalize(word: string): string {
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('')
}
