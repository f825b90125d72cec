/** English ordinals from first to ninety-ninth. */

const UNITS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(' ') // biome-ignore format: one list
const TENS = 'twent thirt fort fift sixt sevent eight ninet'.split(' ')
const TEN = 10
const FIRST_TEN = 2

/** The place of an ordinal in words: "second" → 2, "twenty-first" → 21. */
export function ordinalOf(words: string): number | undefined {
  const [tens = '', unit, ...more] = words.toLowerCase().split(/[- ]/)
  if (more.length > 0) return undefined
  if (unit === undefined) return place(UNITS, tens) ?? multiple(tens, 'ieth')
  const [ten, one] = [multiple(tens, 'y'), place(UNITS.slice(0, TEN - 1), unit)]
  return ten === undefined || one === undefined ? undefined : ten + one
}

function multiple(word: string, ending: string): number | undefined {
  const n = place(TENS, word.endsWith(ending) ? word.slice(0, -ending.length) : '')
  return n === undefined ? undefined : (n - 1 + FIRST_TEN) * TEN
}

function place(list: readonly string[], word: string): number | undefined {
  const index = list.indexOf(word)
  return index < 0 ? undefined : index + 1
}

const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }
const RULES = new Intl.PluralRules('en', { type: 'ordinal' })

/** A number as an ordinal: 22 → "22nd". */
export function ordinal(number: number): string {
  return `${number}${ENDINGS[RULES.select(number)]}`
}
