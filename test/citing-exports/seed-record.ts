/** The seed article and its fourth paragraph's last sentence, as they are handed to the exports. */

import { cslItem } from '../../src/citing/csl/item-of-work.ts'
import type { CitedThing, Passage } from '../../src/citing/exports/cited-thing.ts'
import { type ExportRecord, exportRecord } from '../../src/citing/exports/export-record.ts'
import type { Metadata } from '../../src/loading/metadata/metadata.ts'

export const WORK = '2rma5yfyxknb207f'
export const BASE = 'https://archive.example'

export const SEED: Metadata = {
  title: 'Breaking the siege of Aleppo',
  authors: [{ family: 'Al Shami', given: 'Leila' }],
  issued: { edtf: '2016-08-11', raw: '11 August 2016' },
  language: 'en',
  type: 'post-weblog',
  containerTitle: 'leilashami.wordpress.com',
  publisher: null,
  url: 'http://leilashami.wordpress.com',
  license: null,
  retrieved: { edtf: '2025-03-13', raw: '13 March 2025', from: null },
  archive: null,
}

export const QUOTE: Passage = {
  kind: 'quote',
  id: `${WORK}.f3kmr2tzf95ae5rgk83ym12h`,
  exact: 'This is where abandonment has led.',
  locator: { start: 4 },
}

/** The seed article with its metadata changed here and there. */
export function work(changes: Partial<Metadata> = {}, more: Partial<CitedThing> = {}): ExportRecord {
  const metadata = { ...SEED, ...changes }
  const url = `${BASE}/works/${WORK}`
  const item = cslItem(metadata, { id: WORK })
  return exportRecord({ item, url, work: { id: WORK, title: metadata.title, url }, ...more })
}

/** A passage of the seed article. */
export function passage(of: Passage = QUOTE, changes: Partial<Metadata> = {}): ExportRecord {
  const path = of.kind === 'quote' ? 'quotes' : 'paragraphs'
  return work(changes, { url: `${BASE}/${path}/${of.id}`, passage: of })
}
