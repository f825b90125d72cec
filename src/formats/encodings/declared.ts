/** What sources say themselves of how they are written. */
import { attribute, elementsIn } from '../html/nodes.ts'
import { parsePage } from '../html/tree.ts'

/** Bytes in which a source says it. Browsers look at 1,024 of a page at first, and at all of its head later. */
const BEGINNING = 65_536

const IN_XML = /^(?:\xef\xbb\xbf)?<\?xml[^<>]{1,200}?encoding\s{0,20}=\s{0,20}["']([\w.:-]{1,40})/
const IN_TYPE = /charset\s{0,20}=\s{0,20}["']?([\w.:-]{1,40})/i
const IN_HEAD_OF_GUTENBERG = /^character set encoding:\s{0,20}([\w.:-]{1,40})/im

/** What the declaration of a document of XML says (XML 1.0, 4.3.3). */
export function declaredInXml(bytes: Uint8Array): string | undefined {
  return IN_XML.exec(beginningOf(bytes))?.[1]
}

/** What the head of a page says (HTML, 13.2.3.2), or its declaration of XML. */
export function declaredInPage(bytes: Uint8Array): string | undefined {
  const beginning = beginningOf(bytes)
  if (!/charset/i.test(beginning)) return declaredInXml(bytes)
  const body = beginning.search(/<body[\s>]/i)
  const metas = elementsIn(
    parsePage(body < 0 ? beginning : beginning.slice(0, body)),
    ({ tagName }) => tagName !== 'template',
  ).filter(({ tagName }) => tagName === 'meta')
  for (const meta of metas) {
    const label = attribute(meta, 'charset') ?? inType(meta)
    if (label !== undefined) return inMeta(label.trim())
  }
  return declaredInXml(bytes)
}

function inType(meta: Parameters<typeof attribute>[0]): string | undefined {
  if (attribute(meta, 'http-equiv')?.trim().toLowerCase() !== 'content-type') return undefined
  return charsetOf(attribute(meta, 'content') ?? '')
}

/** A page that can be read up to here is not written in UTF-16 (HTML, 13.2.3.2, step 13). */
function inMeta(label: string): string {
  if (/^(?:utf-16|ucs-2|unicode)/i.test(label)) return 'utf-8'
  return /^x-user-defined$/i.test(label) ? 'windows-1252' : label
}

/** What the head of a text of Project Gutenberg says. */
export function declaredInGutenberg(bytes: Uint8Array): string | undefined {
  return IN_HEAD_OF_GUTENBERG.exec(beginningOf(bytes).slice(0, 4096))?.[1]
}

/** The parameter `charset` of a media type. */
export function charsetOf(mediaType: string): string | undefined {
  return IN_TYPE.exec(mediaType)?.[1]
}

function beginningOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, BEGINNING)).toString('latin1')
}
