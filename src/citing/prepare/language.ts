import type { CslItem } from '../csl/item.ts'
import { without } from './item-members.ts'

/** A tag of BCP 47, or a language in words: "French". */
const LANGUAGE = /^\p{L}[\p{L}\p{N}\p{M} _-]{0,99}$/u

/** The item without a language that is none: citeproc looks its first part up in a plain object and fails on "toString". */
export function withKnownLanguage(item: CslItem): CslItem {
  const { language } = item
  if (language === undefined) return item
  const [primary = ''] = language.split(/[-_]/)
  return LANGUAGE.test(language) && !(primary in Object.prototype) ? item : without(item, 'language')
}
