import { Type } from 'typebox'
import { CITE_MODES, type CiteMode } from '../../citing/formatter.ts'
import { MOST_ITEMS } from '../../citing/many.ts'
import { EDITIONS, LOCATOR_LABELS } from '../../numbering/labels.ts'
import { LONGEST_LOCALE, LONGEST_STYLE } from './citation.ts'
import { closed, named, word } from './common.ts'

const CiteSchema = closed(
  {
    id: Type.String({ maxLength: 500, description: 'One of `ids`, or the id of one of `items`.' }),
    locator: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'The pinpoint: a number, or a range `3-5`. That of a paragraph or quote is filled in.',
      }),
    ),
    label: Type.Optional(
      word([...LOCATOR_LABELS, ...EDITIONS], 'What the locator counts: `page` by default.'),
    ),
    mode: Type.Optional(Type.Unsafe<CiteMode>({ type: 'string', enum: [...CITE_MODES], default: 'normal' })),
  },
  { description: 'One place where the document cites.' },
)

export const CitationListRequestSchema = named(
  'CitationListRequest',
  closed(
    {
      style: Type.String({ maxLength: LONGEST_STYLE, description: 'The id or an alias of a style.' }),
      locale: Type.Optional(
        Type.String({ maxLength: LONGEST_LOCALE, description: 'BCP 47; the default is that of the style.' }),
      ),
      ids: Type.Optional(
        Type.Array(Type.String({ maxLength: 500 }), {
          maxItems: MOST_ITEMS,
          description: 'Works, paragraphs and quotes of this archive, mixed, by their ids or addresses.',
        }),
      ),
      items: Type.Optional(
        Type.Array(Type.Object({}, { additionalProperties: true }), {
          maxItems: MOST_ITEMS,
          description: 'Other literature, as CSL-JSON 1.0.2.',
        }),
      ),
      cites: Type.Optional(
        Type.Array(CiteSchema, {
          maxItems: MOST_ITEMS,
          description: 'In the order of the document. Left out: each of `ids`, then each of `items`, once.',
        }),
      ),
    },
    { description: 'What a document cites.' },
  ),
)

const Entries = (description: string) =>
  Type.Array(closed({ id: Type.String(), text: Type.String(), html: Type.String() }), { description })

export const CitationListSchema = named(
  'CitationList',
  closed(
    {
      style: closed({ id: Type.String(), title: Type.String() }),
      locale: Type.String(),
      bibliography: Entries("In the style's order. The id of a work of this archive is the work's own."),
      cites: Entries('As they were asked for, under the ids that they were asked by.'),
      warnings: Type.Array(Type.String(), { description: 'What the one who cites should know.' }),
    },
    { description: 'One bibliography, sorted and told apart as the style says, and the cites in the text.' },
  ),
)

export const CITATION_LIST_SCHEMAS = [CitationListRequestSchema, CitationListSchema]
