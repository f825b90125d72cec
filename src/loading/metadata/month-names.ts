/** Month names of many languages, from the platform's own locale data. */

const LANGUAGES =
  'en fr de es it pt ca gl ro nl af da nb nn sv is fi et lv lt pl cs sk sl hr sr sr-Latn bs mk bg ru uk be el tr az hu sq eu cy ga mt id ms vi tl sw ar fa he hi bn ur ka hy kk ky uz'.split(
    ' ',
  )

/** Names of all languages; a name that means different months in different languages maps to `null`. */
let shared: Map<string, number | null> | undefined
const byLanguage = new Map<string, Map<string, number>>()

/** The month (1 to 12) that a name means in a language, or in all that know it when no language is given. */
export function monthOf(name: string, language?: string): number | undefined {
  const key = monthKey(name)
  const own = language === undefined ? undefined : monthsOf(language).get(key)
  return own ?? sharedMonths().get(key) ?? undefined
}

function monthKey(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\.$/, '')
}

function sharedMonths(): Map<string, number | null> {
  if (shared !== undefined) return shared
  shared = new Map()
  for (const language of LANGUAGES) {
    for (const [name, month] of monthsOf(language)) {
      const known = shared.get(name)
      shared.set(name, known === undefined || known === month ? month : null)
    }
  }
  return shared
}

function monthsOf(language: string): Map<string, number> {
  const known = byLanguage.get(language)
  if (known !== undefined) return known
  const names = new Map<string, number>()
  for (const format of formatsOf(language)) {
    for (let month = 1; month <= 12; month++) {
      const name = monthPart(format, month)
      if (name !== undefined && !names.has(name)) names.set(name, month)
    }
  }
  byLanguage.set(language, names)
  return names
}

/** With and without a day: many languages inflect the month beside one. */
function formatsOf(language: string): Intl.DateTimeFormat[] {
  return (['long', 'short'] as const).flatMap((month) =>
    [{ month }, { month, day: 'numeric' as const }].map(
      (parts) => new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { ...parts, timeZone: 'UTC' }),
    ),
  )
}

/** Some languages give a number for the short month: that is no name. */
function monthPart(format: Intl.DateTimeFormat, month: number): string | undefined {
  const parts = format.formatToParts(Date.UTC(2001, month - 1, 15))
  const name = monthKey(parts.find((part) => part.type === 'month')?.value ?? '')
  return /\p{L}{2}/u.test(name) ? name : undefined
}
