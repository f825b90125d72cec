import { Type } from 'typebox'
import { closed, named, nullable, Url } from './common.ts'

const Formatted = closed({ text: Type.String(), html: Type.String() })

export const CitationSchema = named(
  'Citation',
  closed(
    {
      of: Url('What is cited.'),
      style: closed({ id: Type.String(), title: Type.String() }),
      locale: Type.String(),
      bibliography: Formatted,
      inText: Formatted,
      narrative: Formatted,
      note: nullable(Formatted),
      item: Type.Object({}, { additionalProperties: true, description: 'CSL-JSON 1.0.2.' }),
      warnings: Type.Array(Type.String(), { description: 'What the one who cites should know.' }),
    },
    { description: 'A work, paragraph or quote in a citation style.' },
  ),
)

export const FORMS = ['bibliography', 'in-text', 'narrative', 'note'] as const

export const CitationQuery = closed({
  style: Type.String({
    default: 'apa',
    maxLength: 100,
    description: '`apa`, `mla` or the name of a CSL style.',
  }),
  locale: Type.Optional(
    Type.String({ maxLength: 35, description: 'BCP 47; the default is that of the style.' }),
  ),
  form: Type.Optional(
    Type.Unsafe<(typeof FORMS)[number]>({
      type: 'string',
      enum: [...FORMS],
      description: 'Which form `text/plain` and `text/html` are; the default is `bibliography`.',
    }),
  ),
  format: Type.Optional(
    Type.String({ maxLength: 60, description: '`json`, `text` or `html`. A `form` without it is text.' }),
  ),
})
