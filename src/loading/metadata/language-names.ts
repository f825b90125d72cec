/** Languages as people write them: tags, with the mistakes that are usual, and names in several languages. */

/** Languages in which the names of languages are known, besides each one's own name for itself. */
const TOLD_IN = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ru', 'pl', 'tr', 'ar', 'sv', 'el']

/** Beside those that ISO 639-1 has a code for. */
const OTHER_TAGS = (
  'en-GB en-US en-CA en-AU fr-CA fr-CH de-AT de-CH es-MX es-419 pt-BR pt-PT nl-BE zh-Hans zh-Hant ' +
  'ckb kmr yue gsw grc ang fro gmh goh fil haw chr lad ast nds scn vec hsb dsb szl rom arz'
).split(' ')

const OTHER_NAMES: readonly [name: string, tag: string][] = [
  ['farsi', 'fa'],
  ['castellano', 'es'],
  ['flemish', 'nl-BE'],
]

let named: ReadonlyMap<string, string> | undefined

/**
 * The tag (BCP 47) of a language that is written as a tag, such as `en_GB.UTF-8`, or by its name, such as `Deutsch`;
 * undefined for what is neither.
 */
export function languageTag(text: string): { tag: string; byName: boolean } | undefined {
  const tag = knownTag(
    text
      .trim()
      .replace(/\.[\w-]+$/, '')
      .replaceAll('_', '-'),
  )
  if (tag !== undefined) return { tag, byName: false }
  named ??= languageNames()
  const found = named.get(folded(text))
  return found === undefined ? undefined : { tag: found, byName: true }
}

/** A tag is well-formed with five letters and more, which no language has: `english`. */
function knownTag(text: string): string | undefined {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(text)
    const language = /^[a-z]{2,3}(?=-|$)/.exec(tag)?.[0]
    if (language === undefined) return undefined
    return language.length === 3 || displayNames('en').of(language) !== undefined ? tag : undefined
  } catch {
    return undefined
  }
}

function displayNames(language: string): Intl.DisplayNames {
  return new Intl.DisplayNames(language, { type: 'language', fallback: 'none' })
}

function languageNames(): ReadonlyMap<string, string> {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const codes = letters.flatMap((one) => letters.map((other) => one + other))
  const english = displayNames('en')
  const known = codes.filter((code) => english.of(code) !== undefined && isCanonical(code))
  const tags = [...known, ...OTHER_TAGS]
  const names = new Map(OTHER_NAMES)
  for (const language of TOLD_IN) {
    const display = displayNames(language)
    for (const tag of tags) add(names, display.of(tag), tag)
  }
  for (const tag of tags) add(names, displayNames(tag).of(tag), tag)
  return names
}

function isCanonical(code: string): boolean {
  return Intl.getCanonicalLocales(code)[0] === code
}

/** Of two languages that one name is told for, the first. */
function add(names: Map<string, string>, name: string | undefined, tag: string): void {
  const key = name && folded(name)
  if (key && !names.has(key)) names.set(key, tag)
}

function folded(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
}
