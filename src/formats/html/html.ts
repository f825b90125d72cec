import { decodeSource } from '../../loading/decode.ts'
import type { Draft } from '../../loading/draft.ts'
import { EmptyText } from '../../loading/errors.ts'
import { declaredInPage } from '../encodings/declared.ts'
import { type Format, MEBIBYTE } from '../format.ts'
import { quotedInBlocks } from '../quotation-numbers.ts'
import { SourceSink } from '../source-sink.ts'
import { findFurniture } from './article.ts'
import { guideOf } from './guide.ts'
import { attribute, elementsIn, lineIn } from './nodes.ts'
import { pageStatements } from './page-metadata.ts'
import { PRINTED_PAGE } from './printed-page.ts'
import { saidOfPage } from './said-of-page.ts'
import { type Document, type Element, parsePage } from './tree.ts'
import { walkPage } from './walk-page.ts'

/** Pages of the web: their article, as browsers understand any source. */
export const html: Format = {
  name: 'html',
  version: '1.2.0',
  title: 'HTML',
  mediaTypes: ['text/html', 'application/xhtml+xml'],
  extensions: ['html', 'htm', 'xhtml', 'xht'],
  keeps:
    'the article with its headings, lists, tables, verse, code and notes; emphasis, links, note calls, ruby, languages and the words of formulas beside it; what the page says of itself in citation_ and Dublin Core elements, OpenGraph, JSON-LD and its address',
  leavesOut: 'navigation, comments, sidebars and what is hidden, as furniture; pictures; scripts and styles',
  firstLineMayBeTitle: false,
  mayBePrinted: false,
  declaredEncoding: declaredInPage,
  read: (bytes) => readPage(bytes, findFurniture),
  quoted: quotedInBlocks,
  isOfKind: isPage,
}

/** Whether a text begins as pages do. */
function isPage(beginning: Uint8Array): boolean {
  return /^\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:!doctype html|html|head|body)\b/i.test(
    Buffer.from(beginning.subarray(0, 2000)).toString(),
  )
}

/**
 * Reads a page that is its article from its beginning to its end, as what is extracted from a document. Its authors, in
 * paragraphs of the class `author`, are none of the text.
 */
export function readWholePage(bytes: Uint8Array): Draft {
  return readPage(bytes, (body) => new Map(authorsIn(body).map((element) => [element, AUTHOR])), printedPages)
}

/** The numbering by the pages of a printed edition, where what extracted a page told where they begin. */
function printedPages(body: Element): Draft['numberings'] {
  const places = elementsIn(body).flatMap((element) => {
    const label = attribute(element, PRINTED_PAGE)
    const start = element.sourceCodeLocation?.startOffset
    return label === undefined || start === undefined ? [] : [{ start, label }]
  })
  return places.length === 0 ? undefined : [{ label: 'page', places }]
}

const AUTHOR = { kind: 'byline', role: 'author', rule: 'class-author' } as const

function authorsIn(body: Element): Element[] {
  return elementsIn(body).filter(
    (element) => element.tagName === 'p' && attribute(element, 'class') === 'author',
  )
}

function readPage(
  bytes: Uint8Array,
  furnitureOf: typeof findFurniture,
  numberingsOf: (body: Element) => Draft['numberings'] = () => undefined,
): Draft {
  const source = decodeSource(bytes, 8 * MEBIBYTE)
  const sink = new SourceSink(source)
  if (source.startsWith('\ufeff')) {
    sink.at({ start: 0, end: 1 })
    sink.unread({ kind: 'markup', role: 'markup', rule: 'byte-order-mark' })
  }
  const page = parsePage(source)
  const guide = guideOf(page)
  const body = bodyOf(page)
  if (body === undefined)
    throw new EmptyText('The page has no body: it consists of frames. Send the pages that stand in them.')
  const said = saidOfPage(page, source)
  const furniture = furnitureOf(body, titlesIn(said))
  const pictures = walkPage(page, sink, { ...guide, leftOut: furniture })
  const { draft } = sink.finish()
  const numberings = numberingsOf(body)
  if (numberings) draft.numberings = numberings
  const titled = withHeading(said, body, furniture)
  draft.statements.push(...pageStatements(titled, source))
  draft.warnings.push(...leftOutWarning(furniture), ...pictureWarning(pictures))
  return draft
}

function bodyOf(page: Document): Element | undefined {
  return elementsIn(page, ({ tagName }) => tagName === 'html').find(({ tagName }) => tagName === 'body')
}

type Told = ReturnType<typeof saidOfPage>

function titlesIn(said: Told): string[] {
  return said
    .filter(({ name }) => /^(?:citation_title|dc\.title|json-ld\.headline|og:title|html\.title)$/.test(name))
    .map(({ value }) => value)
}

/** The heading that a title names, without the name of the site that titles have beside it. */
function withHeading(said: Told, body: Element, leftOut: ReadonlyMap<unknown, unknown>): Told {
  const headings = elementsIn(body, (element) => !leftOut.has(element)).filter(({ tagName }) =>
    /^h[12]$/.test(tagName),
  )
  const titles = titlesIn(said)
  const title = headings.find((heading) => {
    const line = lineIn(heading)
    return line.length > 1 && titles.some((each) => each.startsWith(line) || each.endsWith(line))
  })
  const heading = title ?? headings.find(({ tagName }) => tagName === 'h1')
  const { startTag, endTag } = heading?.sourceCodeLocation ?? {}
  if (heading === undefined || lineIn(heading) === '' || lineIn(heading).length > 300) return said
  return [
    ...said,
    {
      ...{ name: 'title-heading', value: lineIn(heading) },
      ...(startTag && endTag && { start: startTag.endOffset, end: endTag.startOffset }),
    },
  ]
}

function leftOutWarning(leftOut: ReturnType<typeof findFurniture>): string[] {
  const parts = [...leftOut.values()].filter(({ role }) => role === 'furniture').length
  if (parts === 0) return []
  return [
    `${parts === 1 ? '1 part' : `${parts} parts`} of the page, such as navigation or comments, ${parts === 1 ? 'was' : 'were'} set aside; the source keeps them.`,
  ]
}

function pictureWarning(pictures: number): string[] {
  if (pictures === 0) return []
  return [
    `${pictures === 1 ? '1 picture was' : `${pictures} pictures were`} left out; the source keeps them.`,
  ]
}
