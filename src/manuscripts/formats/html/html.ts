import { guideOf } from '../../../formats/html/guide.ts'
import { parsePage } from '../../../formats/html/tree.ts'
import { walkPage } from '../../../formats/html/walk-page.ts'
import { SourceSink } from '../../../formats/source-sink.ts'
import { decodeSource } from '../../../loading/decode.ts'
import type { ManuscriptDraft, ManuscriptFormat } from '../format.ts'
import { MOST_TEXT_BYTES } from '../most-bytes.ts'
import { beginningOf } from '../texts.ts'

/** Pages: what browsers make of any source, by the algorithm of the HTML standard. */
export const html: ManuscriptFormat = {
  title: 'HTML',
  mediaTypes: ['text/html', 'application/xhtml+xml'],
  extensions: ['html', 'htm', 'xhtml'],
  mostBytes: MOST_TEXT_BYTES,
  packed: false,
  read: (bytes) => readHtml(decodeSource(bytes, MOST_TEXT_BYTES)),
  recognises: (bytes) =>
    /^\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html)\b/i.test(beginningOf(bytes).slice(0, 1000)),
}

function readHtml(source: string): ManuscriptDraft {
  const sink = new SourceSink(source)
  const page = parsePage(source)
  walkPage(page, sink, guideOf(page))
  return { ...sink.finish(), stops: [] }
}
