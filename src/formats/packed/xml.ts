import { decodeNamedCharacterReference } from 'decode-named-character-reference'
import { SaxesParser } from 'saxes'
import { SourceTooComplex, UnreadableDocument } from '../../loading/errors.ts'
import { MOST_DEPTH } from './bounds.ts'

/** Is told what a file of XML has, in order. Names are `prefix:local`, by the prefix that the reader gives a namespace. */
export interface XmlReader {
  enter(name: string, attributes: ReadonlyMap<string, string>): void
  leave(name: string): void
  text?(text: string): void
}

/**
 * Reads a file of XML. Entities are those of XML and of HTML; none that a file declares is known.
 *
 * @param prefixes the prefix of each namespace; elements of others have `?`
 * @param what the kind of document, for the sentence that refuses it
 */
export function readXml(
  bytes: Uint8Array,
  { prefixes, what }: { prefixes: Readonly<Record<string, string>>; what: string },
  reader: XmlReader,
): void {
  const parser = new SaxesParser({ xmlns: true })
  const nameOf = ({ uri, local }: { uri: string; local: string }) =>
    uri === '' ? local : `${prefixes[uri] ?? '?'}:${local}`
  let depth = 0
  parser.on('opentag', (tag) => {
    if (++depth > MOST_DEPTH)
      throw new SourceTooComplex(
        `Elements are nested more than ${MOST_DEPTH} deep. Save the document anew in the program that wrote it, or send its text.`,
      )
    const attributes = Object.values(tag.attributes).map((each) => [nameOf(each), each.value] as const)
    reader.enter(nameOf(tag), new Map(attributes))
  })
  parser.on('closetag', (tag) => {
    depth--
    reader.leave(nameOf(tag))
  })
  parser.on('text', (text) => reader.text?.(text))
  parser.on('cdata', (text) => reader.text?.(text))
  parser.on('error', () => {
    throw new UnreadableDocument(what)
  })
  const text = decoded(bytes, what)
  for (const [, name] of text.matchAll(/&([A-Za-z][A-Za-z0-9]*);/g)) {
    const character = decodeNamedCharacterReference(name!)
    if (character) parser.ENTITIES[name!] ??= character
  }
  parser.write(text).close()
}

function decoded(bytes: Uint8Array, what: string): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableDocument(what)
  }
}
