/** schema.org (version 29) as JSON-LD 1.1: the work, or a passage as a `Quotation` that is part of it. */
import type { Passage } from './cited-thing.ts'
import type { ExportRecord } from './export-record.ts'
import { type Node, node } from './json-ld.ts'
import { schemaWork } from './schema-org-work.ts'

/** The document. `<` is written as an escape, so that a page can carry it in a `script` element. */
export function schemaOrg(record: ExportRecord): string {
  const { passage, citation } = record
  const work = schemaWork(record)
  const thing = passage ? quotation(record, passage, work) : { ...work, ...(citation && { citation }) }
  const text = JSON.stringify({ '@context': 'https://schema.org', ...thing }, null, 2)
  return `${text.replaceAll('<', '\\u003c')}\n`
}

function quotation(
  { url, item, citation }: ExportRecord,
  { id, exact, locator, place }: Passage,
  work: Node,
): Node {
  return node({
    '@type': 'Quotation',
    '@id': url,
    identifier: id,
    url,
    text: exact.toWellFormed(),
    inLanguage: item.language,
    position: place?.value ?? position(locator),
    citation,
    isPartOf: work,
  })
}

/** One paragraph's number, or the words of a range: `position` is an integer or a text. */
function position(locator: Passage['locator']): number | string | undefined {
  const { start, end } = locator ?? {}
  return end === undefined || end === start ? start : `${start}–${end}`
}
