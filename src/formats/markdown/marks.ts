/** What each token of the markdown parser means to the text. Names are micromark's. */
import type { BlockKind } from '../../loading/block.ts'

/** Tokens whose characters are the author's. */
export const COPIED: ReadonlySet<string> = new Set([
  'data',
  'characterEscapeValue',
  'codeTextData',
  'codeFlowValue',
  'autolinkProtocol',
  'autolinkEmail',
  'literalAutolinkWww',
  'literalAutolinkHttp',
  'literalAutolinkEmail',
])

/** Tokens that are dropped whole, with the rule that says so. */
export const DROPPED: Readonly<Record<string, string>> = {
  atxHeadingSequence: 'atx-heading',
  setextHeadingLine: 'setext-heading',
  emphasisSequence: 'emphasis',
  strongSequence: 'strong',
  strikethroughSequence: 'strikethrough',
  escapeMarker: 'escape',
  codeTextSequence: 'code',
  codeTextPadding: 'code',
  codeFencedFence: 'code-fence',
  autolinkMarker: 'autolink',
  labelMarker: 'link',
  resource: 'link',
  reference: 'link',
  image: 'image',
  gfmFootnoteCall: 'footnote-call',
  taskListCheck: 'task',
  blockQuotePrefix: 'block-quote',
  listItemPrefix: 'list-item',
  listItemIndent: 'indent',
  gfmFootnoteDefinitionIndent: 'indent',
  linePrefix: 'indent',
  tableDelimiterRow: 'table-rule',
  definition: 'link-definition',
  gfmFootnoteDefinitionLabel: 'footnote-label',
  definitionMarker: 'footnote-label',
  thematicBreak: 'thematic-break',
}

/** Tokens that make a block, with its kind where it stands in no container. */
export const BLOCKS: Readonly<Record<string, BlockKind>> = {
  paragraph: 'p',
  atxHeading: 'heading',
  setextHeading: 'heading',
  codeFenced: 'pre',
  codeIndented: 'pre',
  table: 'table',
}

/** Tokens that hold blocks, with the kind that a paragraph in them has. */
export const CONTAINERS: Readonly<Record<string, BlockKind>> = {
  blockQuote: 'blockquote',
  listOrdered: 'li',
  listUnordered: 'li',
  gfmFootnoteDefinition: 'note',
}
