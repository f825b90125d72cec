/** The formats that there are. */
import type { Format } from './format.ts'
import { gutenberg } from './gutenberg/gutenberg.ts'
import { html } from './html/html.ts'
import { markdown } from './markdown/markdown.ts'
import { muse } from './muse/muse.ts'
import { docx, epub, odt } from './packed/packed.ts'
import { pdf } from './pdf/pdf.ts'
import { plainText } from './plain-text/plain-text.ts'
import { warc } from './warc/warc.ts'
import { warcPdf } from './warc/warc-pdf.ts'
import { warcText } from './warc/warc-text.ts'
import { wxr } from './wxr/wxr.ts'
import { docbook } from './xml/docbook/docbook.ts'
import { jats } from './xml/jats/jats.ts'
import { osis } from './xml/osis/osis.ts'
import { tei } from './xml/tei/tei.ts'

/** Every format there is, in the order in which they are asked. */
export const FORMATS: readonly Format[] = [
  html,
  docx,
  odt,
  epub,
  warcPdf,
  warcText,
  warc,
  pdf,
  wxr,
  tei,
  jats,
  docbook,
  osis,
  muse,
  markdown,
  plainText,
  gutenberg,
]

/** Every media type that can be read. */
export const MEDIA_TYPES: readonly string[] = [...new Set(FORMATS.flatMap(({ mediaTypes }) => mediaTypes))]

/** What a sentence calls the formats: "Markdown or plain text". */
export const FORMAT_TITLES = new Intl.ListFormat('en', { type: 'disjunction' }).format(
  FORMATS.map(({ title }) => title),
)
