/** The tree of a page, as the algorithm of the HTML standard makes it of any source, in bounded time. */
import { type DefaultTreeAdapterMap, defaultTreeAdapter, Parser, type Token, type TreeAdapter } from 'parse5'
import { SourceTooComplex } from '../../loading/errors.ts'

export type Node = DefaultTreeAdapterMap['node']
export type Element = DefaultTreeAdapterMap['element']
export type Document = DefaultTreeAdapterMap['document']
export type ParentNode = DefaultTreeAdapterMap['parentNode']

export const { isElementNode: isElement, isTextNode: isText, isCommentNode: isComment } = defaultTreeAdapter

/** Elements in one another: browsers draw no more than 512. */
const MOST_DEPTH = 500
/** Each takes about 2 kB while a page is read. A manual of 250 pages has 8,000. */
const MOST_ELEMENTS = 150_000
/** The parser compares each attribute of a tag with all before it. */
const MOST_ATTRIBUTES = 5_000
/** Characters that the parser is given at once: they have fewer attributes than take a second. */
const AT_ONCE = 16_384

/**
 * Parses a page; nothing in it is run or fetched. What stands in a table where nothing may stays there, so that the order
 * of the tree is that of the source. Throws `SourceTooComplex` beyond the bounds.
 */
export function parsePage(source: string): Document {
  const parser = new PageParser({
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
    treeAdapter: bounded(),
  })
  // A byte order mark would be text, and white space at the beginning is none.
  parser.readAll(source.startsWith('\ufeff') ? ` ${source.slice(1)}` : source)
  return parser.document
}

class PageParser extends Parser<DefaultTreeAdapterMap> {
  readAll(source: string): void {
    for (let at = 0; at < source.length; at += AT_ONCE) {
      this.tokenizer.write(source.slice(at, at + AT_ONCE), at + AT_ONCE >= source.length)
      const { currentToken } = this.tokenizer as unknown as { currentToken: Token.Token | null }
      if (currentToken && 'attrs' in currentToken && currentToken.attrs.length > MOST_ATTRIBUTES)
        throw new SourceTooComplex(
          `A tag has more than ${MOST_ATTRIBUTES} attributes. Save the document anew in the program that wrote it, or send its text.`,
        )
    }
  }

  override _shouldFosterParentOnInsertion(): boolean {
    return false
  }
}

/** Ends where elements are nested beyond what any page needs: the parser looks through all that are open. */
function bounded(): TreeAdapter<DefaultTreeAdapterMap> {
  let depth = 0
  let elements = 0
  return {
    ...defaultTreeAdapter,
    createElement: (...element) => {
      if (++elements > MOST_ELEMENTS)
        throw new SourceTooComplex(
          `The page has more than ${MOST_ELEMENTS} elements. Split it into several works, or send its text.`,
        )
      return defaultTreeAdapter.createElement(...element)
    },
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
