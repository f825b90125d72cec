/** An item of CSL-JSON → the fields of a manifest: dates as EDTF, names without what no manifest has, texts without markup. */
import { parseDate } from '../../loading/metadata/dates.ts'
import { CSL_NAMES } from '../../loading/metadata/field-names.ts'
import { languageTag } from '../../loading/metadata/language-names.ts'
import { oneLine } from '../../loading/metadata/one-line.ts'
import { edtfOf } from './csl-date.ts'

type Fields = Record<string, unknown>

/** What tells one item from another in the program that wrote it. */
const OWN = new Set([
  'id',
  'citation-key',
  'citation-label',
  'file',
  'custom',
  'categories',
  'accessed',
  'issued',
])
const MARKUP = /<\/?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>/g
const NAME_PARTS = ['family', 'given', 'suffix', 'dropping-particle', 'non-dropping-particle', 'literal']

/** The fields of an item, by their names in a manifest. What they hold may still not fit it. */
export function fieldsOfItem(item: Fields): Fields {
  const { accessed, issued, archive, language } = item
  const rest = Object.entries(item).filter(([name]) => !OWN.has(name))
  const fields: Fields = Object.fromEntries(
    rest.map(([name, value]) => [CSL_NAMES.get(name) ?? name, textOf(value)]),
  )
  if (issued !== undefined) fields['issued'] = dateOf(issued)
  if (typeof language === 'string') fields['language'] = languageTag(language)?.tag ?? language
  if (typeof archive === 'string') fields['archive'] = { label: textOf(archive) }
  if (accessed !== undefined) fields['retrieved'] = { date: dateOf(accessed) }
  return fields
}

function textOf(value: unknown): unknown {
  if (typeof value === 'string') return oneLine(value.replace(MARKUP, '')) ?? value
  if (Array.isArray(value)) return value.map((each) => (isFields(each) ? nameOf(each) : each))
  return isDate(value) ? dateOf(value) : value
}

/** A name that is whole is literal; `{The Collective}` in BibTeX is a family name alone. */
function nameOf(name: Fields): Fields {
  const kept = Object.fromEntries(NAME_PARTS.flatMap((part) => (name[part] ? [[part, name[part]]] : [])))
  const [[part, value] = [], ...others] = Object.entries(kept)
  return part === 'family' && others.length === 0 ? { literal: value } : kept
}

/** A date that cannot be read stays as it is, for whoever says that it does not fit. */
function dateOf(date: unknown): unknown {
  if (typeof date === 'string') return parseDate(date) ?? date
  return isFields(date) ? (edtfOf(date) ?? date['literal'] ?? date['raw'] ?? date) : date
}

function isDate(value: unknown): value is Fields {
  return isFields(value) && ['date-parts', 'raw', 'literal'].some((name) => name in value)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
