import { joinBytes } from '../bounds/long-bytes.ts'
import type { VersionBlock } from '../store/versions.ts'
import { type TeiText, teiBlocks, teiDocument, teiParts, XML_DECLARATION } from '../tei/document.ts'
import { xmlTag } from '../text/xml.ts'
import type { Urls } from '../wire/urls.ts'
import type { CitableUnit, NumberRange } from './citation-tree.ts'
import type { Selection } from './selection.ts'

const DTS = 'https://w3id.org/api/dts#'

/** The blocks of what was selected, with those that stand between its paragraphs; all when nothing was. */
export function selectedBlocks(blocks: readonly VersionBlock[], { ref, range }: Selection): VersionBlock[] {
  const ranges = ref ? ref.numbers : range ? [spanOf(range)] : undefined
  if (!ranges) return [...blocks]
  const places = new Map<number, number>()
  for (const [at, { number }] of blocks.entries()) if (number !== null) places.set(number, at)
  return ranges.flatMap(({ from, to }) => {
    const [first, last] = [places.get(from), places.get(to)]
    return first === undefined || last === undefined ? [] : blocks.slice(first, last + 1)
  })
}

function spanOf({ start, end }: { start: CitableUnit; end: CitableUnit }): NumberRange {
  const ends = [...start.numbers, ...end.numbers]
  return ends.reduce((span, { from, to }) => ({
    from: Math.min(span.from, from),
    to: Math.max(span.to, to),
  }))
}

/** A text or a part of it as TEI: a part stands in `dts:wrapper` (DTS 1.0, "XML/TEI encoding"). */
export async function teiFragment(urls: Urls, text: TeiText, selected: Selection): Promise<Buffer> {
  if (!selected.ref && !selected.range) return teiDocument(urls, text)
  const blocks = await teiBlocks(text, selectedBlocks(text.text.blocks, selected))
  const wrapped = [
    Buffer.from(`${xmlTag('dts:wrapper', { 'xmlns:dts': DTS })}\n`),
    ...blocks,
    Buffer.from('</dts:wrapper>\n'),
  ]
  return joinBytes([Buffer.from(XML_DECLARATION), ...teiParts(urls, text, wrapped)])
}
