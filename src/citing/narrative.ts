import type { Formatted } from './pieces.ts'
import type { StyleCategory } from './style.ts'

/** Styles whose cites name the author, so that a sentence can take the name out of the parentheses. */
const NAMING: ReadonlySet<StyleCategory> = new Set(['author', 'author-date'])

/**
 * The narrative form: the author in the sentence, the rest in parentheses, `Al Shami (2016, para. 3)`
 * (APA 8.11, MLA 6.6). Where cites name no author (numbers, notes), the cite itself.
 */
export function narrative(
  category: StyleCategory,
  author: Formatted,
  forms: { suppressed: Formatted; cite: Formatted },
): Formatted {
  if (!NAMING.has(category) || author.text === '') return forms.cite
  return { text: join(author.text, forms.suppressed.text), html: join(author.html, forms.suppressed.html) }
}

function join(author: string, rest: string): string {
  return rest === '' ? author : `${author} ${rest}`
}
