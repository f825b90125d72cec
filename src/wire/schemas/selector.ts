import { Type } from 'typebox'
import { closed, named } from './common.ts'

const TextQuoteSelector = closed(
  {
    type: Type.Literal('TextQuoteSelector'),
    exact: Type.String(),
    prefix: Type.String(),
    suffix: Type.String(),
  },
  { description: 'By the words, and up to 32 code points around them.' },
)

const TextPositionSelector = closed(
  { type: Type.Literal('TextPositionSelector'), start: Type.Integer(), end: Type.Integer() },
  { description: 'By code points, half-open: of the work as `text/plain`, or of the block that it refines.' },
)

const BlockFragment = closed({
  type: Type.Literal('FragmentSelector'),
  value: Type.String({
    description: 'Id of a paragraph, or `b` and the place of a block that is not counted.',
  }),
  refinedBy: TextPositionSelector,
})

const RangeSelector = closed(
  { type: Type.Literal('RangeSelector'), startSelector: BlockFragment, endSelector: BlockFragment },
  { description: 'From the start of the first to the start of the second.' },
)

/** The selectors of a quote (W3C Web Annotation), as answers have them. */
export const SelectorSchema = named(
  'Selector',
  Type.Union([TextQuoteSelector, TextPositionSelector, RangeSelector], {
    description: 'W3C Web Annotation.',
  }),
)

const Open = Type.Object({})

/** What says in a request which words are meant. Its members are checked by who reads it, who says more. */
export const SelectionSchema = Type.Union([Open, Type.Array(Open, { minItems: 1, maxItems: 5 })], {
  description:
    'A W3C selector: TextQuoteSelector, TextPositionSelector (code points of the work as `text/plain`), FragmentSelector of a paragraph, RangeSelector of these; or several of the same words, which must agree; or a SpecificResource, or a whole Annotation, whose source is the address of the work; an annotation of Hypothesis, a locator of Readium.',
  examples: [{ type: 'TextPositionSelector', start: 2441, end: 2475 }],
})
