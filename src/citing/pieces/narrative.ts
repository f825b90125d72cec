import type { StyleCategory } from '../styles/style.ts'
import type { Formatted } from './pieces.ts'

/** What is printed of an author in a sentence, and of the cite with and without its author. */
interface CiteForms {
  suppressed: Formatted
  cite: Formatted
}

/**
 * The narrative form, the author in the sentence and the rest beside it. By the style's category:
 * - author, author-date: the author, and what else the cite says, `Al Shami (2016, para. 3)` (APA 8.11, MLA 6.6);
 * - numeric, label: the author and the whole cite, `Al Shami [1, Para. 3]`;
 * - note: the author alone, in full, `Leila Al Shami`. The locator stands in the note at the sentence's end (the
 *   form `note`), whose number the text processor gives (The Chicago Manual of Style, chapter 13);
 * - where nobody can be named, and in a style that does not say how it cites: the cite itself.
 */
export function narrative(
  category: StyleCategory,
  author: Formatted,
  { suppressed, cite }: CiteForms,
): Formatted {
  if (author.text === '' || category === 'unknown') return cite
  if (category === 'note') return author
  const rest = category === 'author' || category === 'author-date' ? suppressed : cite
  return { text: join(author.text, rest.text), html: join(author.html, rest.html) }
}

function join(author: string, rest: string): string {
  return rest === '' ? author : `${author} ${rest}`
}
