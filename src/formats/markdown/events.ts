/** The tokens of a markdown text, from the CommonMark parser. */
import { parse, postprocess, preprocess } from 'micromark'
import { gfm } from 'micromark-extension-gfm'
import { ADDRESS, assertBounded } from './bounds.ts'
import { definedLabels, markdownChunks } from './chunks.ts'

/** What GFM adds. It keeps nothing of what it parsed. */
const GFM = gfm()

/** The same but for addresses that are links by themselves, which the parser looks for at every word: a third of its time. */
const WITHOUT_ADDRESSES = { ...GFM, text: withoutAddresses(GFM.text!) }

function withoutAddresses(constructs: Constructs): Constructs {
  const others = Object.entries(constructs).map(([code, some]) => [
    code,
    [some].flat().filter((construct) => !construct?.name?.endsWith('Autolink')),
  ])
  return Object.fromEntries(others)
}

type Constructs = NonNullable<typeof GFM.text>

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
    const chunk = text.slice(start, end)
    const parser = parse({ extensions: [chunk.search(ADDRESS) < 0 ? WITHOUT_ADDRESSES : GFM] })
    parser.defined.push(...labels.links)
    parser.gfmFootnotes = [...labels.notes]
    const chunks = preprocess()(chunk, undefined, true)
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
