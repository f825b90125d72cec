/** A version of a work as TEI P5 (https://tei-c.org/guidelines/p5/). */
import { joinBytes } from '../bounds/long-bytes.ts'
import { nextTurn } from '../bounds/next-turn.ts'
import { type MarkedText, markedText } from '../markup/marked-text.ts'
import type { Numbering } from '../numbering/numbering.ts'
import type { Reads } from '../store/store.ts'
import type { VersionBlock } from '../store/versions.ts'
import type { WorkRecord } from '../store/works.ts'
import { xmlNode, xmlTag } from '../text/xml.ts'
import type { Urls } from '../wire/urls.ts'
import { BlockWriter, noteIds } from './blocks.ts'
import { headerTei, xmlLanguage } from './header.ts'

export const TEI_TYPE = 'application/tei+xml'
/** With which a document begins. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
const NAMESPACE = 'http://www.tei-c.org/ns/1.0'
/** Blocks written at a time: a few milliseconds of work. */
const AT_ONCE = 200

/** A text with all that TEI says of it. */
export interface TeiText {
  /** The work as it was in the version. */
  work: WorkRecord
  text: MarkedText
  numberings: readonly Numbering[]
}

type TextReads = Pick<Reads, 'versions' | 'provenance' | 'paragraphs'>

/** Reads a version of a work, which must be there. */
export async function readTeiText(reads: TextReads, work: WorkRecord): Promise<TeiText> {
  const { numberings } = await reads.paragraphs.card(work.version.no)
  return { work, text: await markedText(reads, work), numberings }
}

/** The document, in UTF-8. */
export async function teiDocument(urls: Urls, text: TeiText): Promise<Buffer> {
  return joinBytes([Buffer.from(XML_DECLARATION), ...(await teiElement(urls, text))])
}

/** The element `TEI` with its namespace, to stand in a document of another kind: in parts, in UTF-8. */
export async function teiElement(urls: Urls, text: TeiText): Promise<Buffer[]> {
  return teiParts(urls, text, await teiBlocks(text, text.text.blocks))
}

/** The element around blocks that are written already. */
export function teiParts(urls: Urls, { work }: TeiText, blocks: readonly Buffer[]): Buffer[] {
  const begin = `${xmlTag('TEI', { xmlns: NAMESPACE })}\n${headerTei(urls, work)}\n${xmlTag('text', {
    'xml:lang': xmlLanguage(work),
  })}\n<body>\n`
  const empty = blocks.length === 0 ? xmlNode('p', '') : ''
  return [Buffer.from(begin + empty), ...blocks, Buffer.from('</body>\n</text>\n</TEI>\n')]
}

/** Some blocks of a text as the content of `body`, in parts, between which others have their turn. */
export async function teiBlocks(
  { text, numberings }: TeiText,
  blocks: readonly VersionBlock[],
): Promise<Buffer[]> {
  const writer = new BlockWriter({ markup: text, notes: noteIds(blocks, text), numberings })
  const parts: Buffer[] = []
  for (let from = 0; from < blocks.length; from += AT_ONCE) {
    if (from > 0) await nextTurn()
    const written = blocks.slice(from, from + AT_ONCE).map((block) => writer.write(block))
    parts.push(Buffer.from(written.join('')))
  }
  if (parts.length > 0) parts.push(Buffer.from(writer.end()))
  return parts
}
