/** Reads documents of XML in a vocabulary. */
import { decodeSource } from '../../loading/decode.ts'
import type { Draft, DraftPage } from '../../loading/draft.ts'
import { EmptyText, UnreadableDocument } from '../../loading/errors.ts'
import { MEBIBYTE } from '../format.ts'
import { elementsIn } from '../html/nodes.ts'
import { walkPage } from '../html/walk-page.ts'
import { SourceSink } from '../source-sink.ts'
import { dress } from './dress.ts'
import { statementsOf } from './told.ts'
import type { Place, Vocabulary } from './vocabulary.ts'
import { parseXml, type XmlElement } from './xml-tree.ts'

/** Reads a document. Throws what is wrong with it. */
export function readXmlDocument(
  bytes: Uint8Array,
  vocabulary: Vocabulary,
  isRoot: (root: XmlElement) => boolean,
): Draft {
  const source = decodeSource(bytes, 8 * MEBIBYTE)
  if (source.trim() === '') throw new EmptyText()
  const { document, root } = parseXml(source)
  if (!isRoot(root)) throw new UnreadableDocument(vocabulary.what)
  const sink = new SourceSink(source)
  const statements = statementsOf(vocabulary.metadata(root), source)
  const places = vocabulary.places?.([root, ...(elementsIn(root) as XmlElement[])]) ?? []
  const pictures = walkPage(document, sink, dress(root, vocabulary))
  const { draft } = sink.finish()
  draft.statements.push(...statements)
  if (places.length > 0) draft.numberings = numberingsOf(places)
  if (pictures > 0)
    draft.warnings.push(
      `${pictures === 1 ? '1 picture was' : `${pictures} pictures were`} left out; the source keeps them.`,
    )
  return draft
}

/** A numbering that ends with its elements has no label behind them. */
function numberingsOf(places: readonly Place[]): NonNullable<Draft['numberings']> {
  const found = new Map<string, DraftPage[]>()
  for (const { label, value, element, isWithin } of places) {
    const { startOffset, endOffset } = element.sourceCodeLocation!
    const own = found.get(label) ?? []
    found.set(label, own)
    own.push({ start: startOffset, label: value.slice(0, 45) })
    if (isWithin) own.push({ start: endOffset, label: '' })
  }
  return [...found].map(([label, all]) => ({ label, places: all }))
}
