/** A CSL item → the metadata of a work: the other direction of `citing/csl/item-of-work.ts`. Shows that an item keeps all of it. */

import type { CslDate, CslItem, CslName } from '../../src/citing/csl/item.ts'
import { dateWords } from '../../src/citing/exports/calendar.ts'
import { edtfDate } from '../../src/citing/exports/edtf.ts'
import { parseDate } from '../../src/loading/metadata/dates.ts'
import { isEdtf } from '../../src/loading/metadata/edtf.ts'
import { CSL_ITEM_TYPES } from '../../src/loading/metadata/item-types.ts'
import type { DatedText, Metadata, Name } from '../../src/loading/metadata/metadata.ts'

const TYPES: ReadonlySet<string> = new Set(CSL_ITEM_TYPES)

/**
 * The metadata that an item gives. `URL` leads to the archive where the item names one (`archive`, or `source`
 * as MLA has it), else to the original. Licence and the place that a text was taken from have no CSL variable.
 */
export function metadataOf(item: CslItem): Metadata {
  const archive = item.archive ?? item.source
  const address = item.URL ?? (item.DOI ? `https://doi.org/${item.DOI}` : null)
  const retrieved = datedText(item.accessed)
  return {
    title: item.title ?? item['title-short'] ?? '',
    authors: (item.author ?? []).map(nameOf).filter((name) => Object.keys(name).length > 0),
    issued: datedText(item.issued),
    language: item.language ?? null,
    type: TYPES.has(item.type) ? item.type : 'document',
    containerTitle: item['container-title'] ?? null,
    publisher: item.publisher ?? null,
    url: archive === undefined ? address : null,
    license: null,
    retrieved: retrieved && { ...retrieved, from: null },
    archive: archive === undefined ? null : { label: archive, url: address },
  }
}

/** The name without what only processors need: `parse-names`, and quotation marks that keep a family whole. */
function nameOf(name: CslName): Name {
  if (name.literal) return { literal: name.literal }
  const { family, 'parse-names': _, ...parts } = name
  const whole = family && { family: family.replace(/^"(.+)"$/, '$1') }
  return Object.fromEntries(Object.entries({ ...whole, ...parts }).filter(([, part]) => part !== ''))
}

function datedText(date: CslDate | undefined): DatedText | null {
  const edtf = edtfDate(date)
  if (edtf !== null && isEdtf(edtf)) return { edtf, raw: edtf }
  const raw = dateWords(date) ?? edtf
  return raw === null ? null : { edtf: date?.literal ? null : parseDate(raw), raw }
}
