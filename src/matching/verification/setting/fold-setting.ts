import { canonicalExact, canonicalWords } from '../../../text/canonical.ts'
import { foldQuotationSigns } from './quotation-signs.ts'

/** Han, kana and the signs that are set with them: a space or a line's end between two of them is no character. */
const WIDE = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u3001-\\u303f\\u30fb\\u30fc\\uff01-\\uff65]'
const SPACE_IN_WIDE = new RegExp(`(?<=${WIDE}) (?=${WIDE})`, 'gu')
/** French sets one before these, in France; Switzerland and Québec do not. */
const SPACE_BEFORE_SIGN = / (?=[;:!?%\u2030])/g
const SPACE_BETWEEN_MARKS = /(?<=") (?=")/g

/**
 * A text without the customs of setting: beyond C2, one sign stands for all quotation marks, and no space where only
 * custom sets one. Two texts whose folds are the same differ in typography alone. It is for comparing, never stored.
 */
export function foldSetting(text: string): string {
  return canonicalWords(withoutCustoms(text))
}

/** The same before C2, which takes the ends of lines along. */
export function withoutCustoms(text: string): string {
  return foldQuotationSigns(canonicalExact(text).replace(SPACE_IN_WIDE, ''))
    .replace(SPACE_BEFORE_SIGN, '')
    .replace(SPACE_BETWEEN_MARKS, '')
}
