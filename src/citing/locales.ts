/** The locale files that styles take their words and dates from. */

import { nearestNames } from '../text/nearest-names.ts'
import { UnknownLocaleError } from './errors.ts'
import { packagedLocales } from './packaged-data.ts'
import { xmlText } from './xml-text.ts'

/** The locale that citeproc falls back to for every term; always there. */
export const FALLBACK_LOCALE = 'en-US'

/** Dropped so that the sign "&" of a style can be read as the word "and" in a sentence (author-in-prose.ts). */
const AND_SYMBOL = /<term name="and" form="symbol">[^<]*<\/term>/g

/** The tags of all locales. */
export function localeTags(): string[] {
  return Object.keys(packagedLocales())
}

/** What was asked (`de`, `DE-de`, `de-DE`) → the tag of a locale that is there. Throws UnknownLocaleError. */
export function findLocale(asked: string): string {
  const wanted = asked.toLowerCase()
  const tags = localeTags()
  const found =
    tags.find((tag) => tag.toLowerCase() === wanted) ??
    tags.find((tag) => !wanted.includes('-') && tag.toLowerCase().startsWith(`${wanted}-`))
  if (found === undefined) throw new UnknownLocaleError(asked, nearestNames(asked, tags))
  return found
}

/** The XML of a locale, that of en-US where there is none: what citeproc asks for must always be answered. */
export function localeXml(tag: string): string {
  return localeOf(tag).xml
}

/** The locale's short word for an undated work: "n.d.". */
export function shortNoDate(tag: string): string {
  return localeOf(tag).noDate
}

interface Locale {
  xml: string
  noDate: string
}

const read = new Map<string, Locale>()

function localeOf(asked: string): Locale {
  const tag = Object.hasOwn(packagedLocales(), asked) ? asked : FALLBACK_LOCALE
  const locale = read.get(tag) ?? readLocale(tag)
  read.set(tag, locale)
  return locale
}

function readLocale(tag: string): Locale {
  const xml = packagedLocales()[tag]
  if (xml === undefined) throw new Error(`The locale ${tag} is missing from @citation-js/plugin-csl.`)
  const noDate = /<term name="no date" form="short">([^<]*)<\/term>/.exec(xml)?.[1] ?? ''
  return { xml: xml.replace(AND_SYMBOL, ''), noDate: xmlText(noDate) }
}
