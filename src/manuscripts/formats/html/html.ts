import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse, type TreeAdapter } from 'parse5'
import { decodeSource } from '../../../loading/decode.ts'
import { SourceTooComplex } from '../../../loading/errors.ts'
import type { ManuscriptDraft, ManuscriptFormat } from '../format.ts'
import { MOST_DEPTH, MOST_TEXT_BYTES } from '../most-bytes.ts'
import { SourceSink } from '../source-sink.ts'
import { beginningOf } from '../texts.ts'
import { HtmlWalk } from './html-walk.ts'

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

type Node = DefaultTreeAdapterMap['node']

function readHtml(source: string): ManuscriptDraft {
  const sink = new SourceSink(source)
  const walk = new HtmlWalk(sink)
  const document = parse(source, {
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
    treeAdapter: bounded(),
  })
  const steps: (() => void)[] = []
  const visit = (node: Node) => steps.push(() => read(node))
  const read = (node: Node) => {
    if (defaultTreeAdapter.isTextNode(node)) {
      const { startOffset = 0, endOffset = 0 } = node.sourceCodeLocation ?? {}
      sink.at({ start: startOffset, end: endOffset })
      walk.text(node.value)
    } else if (defaultTreeAdapter.isElementNode(node)) {
      const {
        startTag,
        endTag,
        startOffset = sink.here,
        endOffset = sink.here,
      } = node.sourceCodeLocation ?? {}
      sink.at({ start: startOffset, end: startTag?.endOffset ?? startOffset })
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]))
      walk.enter(node.tagName, attributes)
      steps.push(() => {
        sink.at({ start: endTag?.startOffset ?? endOffset, end: endOffset })
        walk.leave(node.tagName)
      })
      for (const child of node.childNodes.toReversed()) visit(child)
    } else if ('childNodes' in node) for (const child of node.childNodes.toReversed()) visit(child)
  }
  visit(document)
  for (let step = steps.pop(); step; step = steps.pop()) step()
  return sink.finish()
}

/** Ends where elements are nested beyond what any page needs: the parser looks through all that are open. */
function bounded(): TreeAdapter<DefaultTreeAdapterMap> {
  let depth = 0
  return {
    ...defaultTreeAdapter,
    onItemPush: () => {
      if (++depth > MOST_DEPTH)
        throw new SourceTooComplex(
          `Elements are nested more than ${MOST_DEPTH} deep. Save the document anew in the program that wrote it, or send its text.`,
        )
    },
    onItemPop: () => {
      depth--
    },
  }
}
