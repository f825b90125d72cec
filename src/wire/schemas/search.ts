import { Type } from 'typebox'
import { FACETS } from '../../searching/words/survey.ts'
import { closed, list, named, nullable, ref, Url } from './common.ts'
import { WorkReference } from './paragraph.ts'

const Range = closed({
  start: Type.Integer({ description: 'Code points of the text, inclusive.' }),
  end: Type.Integer({ description: 'Code points of the text, exclusive.' }),
  utf16: closed({ start: Type.Integer(), end: Type.Integer() }),
})

export const SearchHitSchema = named(
  'SearchHit',
  closed(
    {
      paragraph: Type.String({ description: 'Its id.' }),
      number: Type.Integer({ minimum: 1 }),
      url: Url('The paragraph.'),
      text: Type.String(),
      ranges: Type.Array(Range, { description: 'Where the words stand.' }),
      passage: Range,
      html: Type.String({ description: 'The text with the words in `<mark>`; all else is escaped.' }),
      missing: Type.Array(Type.String(), {
        description: 'What the paragraph does not have of the search, as it was typed.',
      }),
      work: WorkReference(),
      citation: Url('The citation with this paragraph as locator.'),
    },
    { description: 'A paragraph with the words, or with most of them.' },
  ),
)

const FacetCounts = Type.Array(closed({ value: Type.String(), count: Type.Integer({ minimum: 1 }) }), {
  description: 'The commonest values, at most twenty, and how many of the paragraphs have each.',
})

export const SearchHitListSchema = named(
  'SearchHitList',
  closed({
    ...list(ref(SearchHitSchema)).properties,
    corrected: nullable(
      Type.String({
        description:
          'The search with what was most likely meant, by the words of the archive, where a word is in no text. What was meant is looked for anyway, but between quotation marks.',
      }),
    ),
    total: Type.Optional(
      Type.Integer({ minimum: 0, description: 'How many paragraphs there are, with `total` or `facets`.' }),
    ),
    totalIsComplete: Type.Optional(
      Type.Boolean({ description: 'Whether all were counted: some two thousand texts are, and no more.' }),
    ),
    facets: Type.Optional(
      closed(Object.fromEntries(FACETS.map((facet) => [facet, Type.Optional(FacetCounts)]))),
    ),
  }),
)

/** The components of searching for words. */
export const SEARCH_SCHEMAS = [SearchHitSchema, SearchHitListSchema]
