/** What of an item did not come back from a reader. */
import type { CslDate, CslItem, CslName } from '../../src/citing/csl/item.ts'
import { edtfDate } from '../../src/citing/exports/edtf.ts'

export type Field = keyof CslItem

/** One line for each field of the item that came back otherwise; fields that the item has not are not looked at. */
export function differences(item: CslItem, read: CslItem, fields: readonly Field[]): string[] {
  return fields.flatMap((field) => {
    const want = shown(item, field)
    if (want === '') return []
    const have = shown(read, field)
    const elsewhere = (PLACES[field] ?? []).map((place) => shown(read, place))
    return [have, ...elsewhere].includes(want) ? [] : [`${field}: ${want} → ${have}`]
  })
}

/** The item with each name as words in no order, for readers that split and order names by rules of their own. */
export function withLooseNames(item: CslItem): CslItem {
  const loose = (names: CslName[]) =>
    names.map((parts) => ({ literal: name(parts).split(/[ |]+/).sort().join(' ') }))
  const lists = (['author', 'editor', 'translator'] as const).flatMap((field) =>
    item[field] ? [[field, loose(item[field])]] : [],
  )
  return { ...item, ...Object.fromEntries(lists) }
}

/** Where else a reader may put a field: pandoc reads `howpublished` as a publisher, `number` as an issue. */
const PLACES: Partial<Record<Field, Field[]>> = {
  'container-title': ['publisher', 'note', 'collection-title'],
  number: ['issue', 'volume'],
  issue: ['number'],
}

function shown(item: CslItem, field: Field): string {
  const value = item[field]
  if (value === undefined) return ''
  if (field === 'issued' || field === 'accessed') return edtfDate(value as CslDate) ?? ''
  if (Array.isArray(value)) return (value as CslName[]).map(name).join('; ')
  return field === 'language' ? String(value).slice(0, 2) : words(String(value))
}

function name(parts: CslName): string {
  if (parts.literal !== undefined) return words(parts.literal)
  const family = [parts['dropping-particle'], parts['non-dropping-particle'], parts.family]
    .filter(Boolean)
    .join(' ')
  return words([family.replace('- ', '-'), parts.given, parts.suffix].filter(Boolean).join(' | '))
}

/** Readers re-case titles, change quotation marks, mark italics and put TeX's accents on a dotless i: no losses. */
function words(text: string): string {
  return text
    .replace(/<\/?(?:i|span)[^>]*>/g, '')
    .replace(/[‘’“”"]/g, "'")
    .replace(/[–-]+/g, '-')
    .replace(/ı(?=\p{M})/gu, 'i')
    .normalize('NFC')
    .toLowerCase()
}
