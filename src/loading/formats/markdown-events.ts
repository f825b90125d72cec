/** The tokens of a markdown text, from the CommonMark parser. */
import { parse, postprocess, preprocess } from 'micromark'
import { gfm } from 'micromark-extension-gfm'
import { assertBounded } from './markdown-bounds.ts'
import { definedLabels, markdownChunks } from './markdown-chunks.ts'

/** What GFM adds. It keeps nothing of what it parsed. */
const EXTENSIONS = [gfm()]

/** One token, entered or left, with its place in the text in UTF-16 units. */
export interface MarkdownEvent {
  entering: boolean
  type: string
  start: number
  end: number
}

/**
 * Events of `text` from `base` on, in source order. Parsed in chunks: the parser's time grows with the square of the
 * containers in what it is given. Throws `SourceTooComplex` for markup that no article needs.
 */
export function* markdownEvents(text: string, base: number): Generator<MarkdownEvent> {
  assertBounded(text)
  const labels = definedLabels(text)
  for (const { start, end } of markdownChunks(text, base)) {
    const parser = parse({ extensions: EXTENSIONS })
    parser.defined.push(...labels.links)
    parser.gfmFootnotes = [...labels.notes]
    const chunks = preprocess()(text.slice(start, end), undefined, true)
    for (const [way, token] of postprocess(parser.document().write(chunks))) {
      yield {
        entering: way === 'enter',
        type: token.type,
        start: start + token.start.offset,
        end: start + token.end.offset,
      }
    }
  }
}
