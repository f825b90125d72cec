import { nearestNames } from '../../text/nearest-names.ts'

/** The locales most like what was asked: by the tag, by the language, or by its name in English or its own words. */
export function nearestLocales(asked: string, tags: readonly string[]): string[] {
  const language = asked.toLowerCase().split(/[-_]/)[0]!
  const ofLanguage = tags.filter((tag) => tag.toLowerCase().split('-')[0] === language)
  const byTag = nearestNames(asked, tags)
  if (byTag.length > 0) return byTag
  return ofLanguage.length > 0 ? ofLanguage : byName(asked, tags)
}

function byName(asked: string, tags: readonly string[]): string[] {
  const named = tags.flatMap((tag) => {
    const [language = ''] = tag.split('-')
    return ['en', language].map((words) => ({ tag, name: nameOf(language, words) }))
  })
  const near = new Set(nearestNames(asked, new Set(named.map(({ name }) => name))))
  return [...new Set(named.filter(({ name }) => near.has(name)).map(({ tag }) => tag))]
}

function nameOf(language: string, words: string): string {
  return new Intl.DisplayNames([words], { type: 'language' }).of(language) ?? language
}
