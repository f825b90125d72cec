import type { CslItem } from '../csl-item.ts'
import { without } from './item-members.ts'

/** BCP 47 with a primary subtag of ISO 639. */
const LANGUAGE_TAG = /^[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*$/i

/** The item without a language that is none: citeproc looks it up unchecked and fails on "toString". */
export function withKnownLanguage(item: CslItem): CslItem {
  return item.language === undefined || LANGUAGE_TAG.test(item.language) ? item : without(item, 'language')
}
