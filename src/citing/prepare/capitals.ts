/** Titles that were set in capitals throughout, as on a title page. */
import type { CslItem } from '../csl/item.ts'
import { capitalizeSentences, isEnglish } from './sentence-case.ts'

const TITLES = ['title', 'title-short', 'original-title', 'reviewed-title', 'volume-title'] as const

/** Shorter titles may be a name of initials: "NATO", "USA TODAY". */
const FEWEST_WORDS = 3

/** Numbers of kings and wars, initials with full stops, and what is never written otherwise. */
const KEPT =
  /^(?:[IVX]{2,5}|I|(?:\p{Lu}\.){2,5}|CIA|CNT|EU|FAI|FBI|GDR|HIV|IRA|IWW|NATO|NYC|PKK|TV|UK|UN|USA|USSR|YPG)$/u

const WORD = /[\p{L}\p{M}\p{N}’'.]+/gu

/**
 * The item with such titles as a sentence, from which each style makes its own case (CSL 1.0.2, "Text-case": a string in
 * upper case is lowered). Names in them lose their capital in sentence case: nothing tells them.
 */
export function withoutCapitals(item: CslItem): CslItem {
  if (!isEnglish(item.language)) return item
  const titles = TITLES.flatMap((field) => {
    const title = item[field]
    return title !== undefined && isInCapitals(title) ? [[field, lowered(title)]] : []
  })
  return titles.length === 0 ? item : { ...item, ...Object.fromEntries(titles) }
}

/** Whether the title itself is one of them. */
export function isSetInCapitals({ title, language }: CslItem): boolean {
  return title !== undefined && isEnglish(language) && isInCapitals(title)
}

/** A span says how its words are written. */
function isInCapitals(title: string): boolean {
  const words = title.replace(/<\/?[a-z]{1,3}>/g, '')
  return words === words.toUpperCase() && (words.match(/\p{Lu}{2,}/gu)?.length ?? 0) >= FEWEST_WORDS
}

function lowered(title: string): string {
  const small = title.replace(WORD, (word) => (KEPT.test(word) ? word : word.toLowerCase()))
  return capitalizeSentences(small, 'en')
}
