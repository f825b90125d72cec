/** A manifest as it may be written → as its schema has it: names of CSL, numbers, several lines of an abstract, DOIs with their resolver. */
import { TEXT_FIELDS, type TextDetail } from './details.ts'
import { CSL_NAMES } from './field-names.ts'
import { speltLocators } from './given-locators.ts'
import { normalDoi } from './identifiers.ts'
import { oneLine } from './one-line.ts'

type Fields = Record<string, unknown>

/** The same fields in their one spelling. `twice` is called with two names of one field. */
export function inOneSpelling(said: Fields, twice: (names: [string, string]) => never): Fields {
  const names = new Map<string, string>()
  for (const name of Object.keys(said)) {
    const field = CSL_NAMES.get(name) ?? name
    const other = names.get(field)
    if (other !== undefined) twice([name, other])
    names.set(field, name)
  }
  return Object.fromEntries([...names].map(([field, name]) => [field, spelt(field, said[name])]))
}

/** CSL-JSON has keywords in one text, and numbers as numbers. */
function spelt(field: string, value: unknown): unknown {
  if (field === 'keywords' && typeof value === 'string') return keywordsOf(value)
  if (field === 'locators') return speltLocators(value)
  if (!TEXT_FIELDS.includes(field as TextDetail)) return value
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return value
  if (field === 'abstract' || field === 'note') return oneLine(value) ?? value
  return field === 'doi' ? (normalDoi(value) ?? value) : value
}

/** The keywords of a text: parted by semicolons, or by commas where there are none. */
export function keywordsOf(text: string): string[] {
  return text.split(text.includes(';') ? ';' : ',').flatMap((word) => oneLine(word) ?? [])
}
