import type { CitedText } from './cited-text.ts'
import { quotedWords } from './quoted-words.ts'

/** The words in quotation marks with their cite, or the entry of a work; below, the permanent address. */
export function plainPassage({ record, citation }: CitedText): string {
  const { passage, url } = record
  const first = passage
    ? `${quotedWords(passage.exact)} ${citation.inText.text}`.trimEnd()
    : citation.bibliography.text
  return `${first}\n${url}`
}
