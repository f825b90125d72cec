/** The locale files that styles take their words and dates from. */
import { readFileSync } from 'node:fs'
import { UnknownLocaleError } from '../errors.ts'
import type { Eras } from '../prepare/preparation.ts'
import { nearestLocales } from './nearest-locales.ts'
import { xmlText } from './xml-text.ts'

/** The locale that citeproc falls back to for every term; always there. */
export const FALLBACK_LOCALE = 'en-US'

/** The locales that come with the server: five of the CSL project, unchanged, and two that were written for Colophon. */
const BUNDLED = ['en-US', 'nl-NL', 'fr-FR', 'de-DE', 'es-ES', 'en-GB', 'ar']

/** Dropped so that the sign "&" of a style can be read as the word "and" in a sentence (author-in-prose.ts). */
const AND_SYMBOL = /<term name="and" form="symbol">[^<]*<\/term>/g

/** A language, and perhaps its script and region (BCP 47). */
const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i

/** Language tag → what reads the locale's XML. */
export type LocaleFiles = Readonly<Record<string, () => string>>

interface Locale {
  xml: string
  noDate: string
  eras: Eras
}

/** Locales by language tag, each read when it is first asked for. Of two for one tag the later stands. */
export class Locales {
  readonly #files: ReadonlyMap<string, () => string>
  readonly #read = new Map<string, Locale>()

  /** `files` must hold en-US. */
  constructor(...files: LocaleFiles[]) {
    this.#files = new Map(files.flatMap((some) => Object.entries(some)))
  }

  /** The tags of all locales. */
  tags(): string[] {
    return [...this.#files.keys()]
  }

  /** What was asked (`de`, `DE-de`, `de-DE`) → the tag of a locale that is there. Throws UnknownLocaleError. */
  find(asked: string): string {
    const tags = this.tags()
    const found = tagFor(asked.toLowerCase(), tags)
    if (found === undefined)
      throw new UnknownLocaleError(asked, { nearest: nearestLocales(asked, tags), names: tags })
    return found
  }

  /**
   * The locale that a style is written in (`default-locale`): the tag of the nearest that is there, else the style's own,
   * under which its own terms still stand, with those of en-US for the rest (CSL 1.0.2, "Locale Fallback").
   */
  ofStyle(tag: string | null): string {
    if (tag === null || !LANGUAGE_TAG.test(tag)) return FALLBACK_LOCALE
    const tags = this.tags()
    const wanted = tag.toLowerCase()
    return tagFor(wanted, tags) ?? tagFor(wanted.split('-')[0]!, tags) ?? tag
  }

  /** The XML of a locale, that of en-US where there is none: what citeproc asks for must always be answered. */
  readonly xml = (tag: string): string => this.#locale(tag).xml

  /** The locale's short word for an undated work: "n.d.". */
  noDate(tag: string): string {
    return this.#locale(tag).noDate
  }

  /** What stands behind a year: " BC". */
  eras(tag: string): Eras {
    return this.#locale(tag).eras
  }

  #locale(asked: string): Locale {
    const tag = this.#files.has(asked) ? asked : FALLBACK_LOCALE
    const locale = this.#read.get(tag) ?? readLocale(this.#files.get(tag)?.() ?? '')
    this.#read.set(tag, locale)
    return locale
  }
}

/** The tag itself, or for a language alone its main dialect (`de-DE`, `en-US`), else any. */
function tagFor(wanted: string, tags: string[]): string | undefined {
  const exact = tags.find((tag) => tag.toLowerCase() === wanted)
  if (exact !== undefined || wanted.includes('-')) return exact
  const dialects = tags.filter((tag) => tag.toLowerCase().startsWith(`${wanted}-`))
  const main = dialects.find((tag) => tag === FALLBACK_LOCALE || tag === `${wanted}-${wanted.toUpperCase()}`)
  return main ?? dialects[0]
}

function readLocale(xml: string): Locale {
  const noDate = /<term name="no date" form="short">([^<]*)<\/term>/.exec(xml)?.[1] ?? ''
  return {
    xml: xml.replace(AND_SYMBOL, ''),
    noDate: xmlText(noDate),
    eras: { bc: eraIn(xml, 'bc'), ad: eraIn(xml, 'ad') },
  }
}

function eraIn(xml: string, era: keyof Eras): string {
  const [, word = ''] = new RegExp(`<term name="${era}">([^<]{0,40})</term>`).exec(xml) ?? []
  return xmlText(word)
}

/** The locale files that come with the server. */
export function bundledLocaleFiles(): LocaleFiles {
  return Object.fromEntries(BUNDLED.map((tag) => [tag, () => readBundled(tag)]))
}

function readBundled(tag: string): string {
  return readFileSync(new URL(`../locales/locales-${tag}.xml`, import.meta.url), 'utf8')
}

let bundled: Locales | undefined

/** The locales that come with the server, read once in a process. */
export function bundledLocales(): Locales {
  bundled ??= new Locales(bundledLocaleFiles())
  return bundled
}
