import { Type } from 'typebox'
import { CITED_COPIES } from '../../citing/csl/item-of-work.ts'
import { TEXT_FORMS } from '../../citing/forms/text-forms.ts'
import { NUMBERING_LABELS } from '../../numbering/labels.ts'
import { closed, named, nullable, ref, Url, word } from './common.ts'

/** Longest name of a style, and longest tag of a locale, in characters. */
export const LONGEST_STYLE = 200
export const LONGEST_LOCALE = 35

export const FormattedSchema = named('Formatted', closed({ text: Type.String(), html: Type.String() }))

const Formatted = ref(FormattedSchema)

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

/** What a style prints; then the forms that go into a text which is being written. */
export const FORMS = ['bibliography', 'in-text', 'narrative', 'note', ...TEXT_FORMS] as const

/** `?style=` and `?locale=`. */
export const StyleQuery = {
  style: Type.Optional(
    Type.String({
      maxLength: LONGEST_STYLE,
      description: 'The id or an alias of one of the styles at `/styles`; the default is `apa`.',
    }),
  ),
  locale: Type.Optional(
    Type.String({ maxLength: LONGEST_LOCALE, description: 'BCP 47; the default is that of the style.' }),
  ),
}

/** How to cite, where a citation is one of several representations. */
export const CitingQuery = {
  ...StyleQuery,
  source: Type.Optional(
    word(
      CITED_COPIES,
      'Which copy is cited: the original publication (the default), the archive that it was taken from, or this server.',
    ),
  ),
}

export const CitationQuery = closed({
  ...CitingQuery,
  form: Type.Optional(
    word(
      FORMS,
      'Which form `text/plain` and `text/html` are; the default is `bibliography`. `markdown` is pandoc’s citation, `callout` one of Obsidian with the words, `rtf` rich text, `wiki` and `wiki-quote` templates of Wikipedia, `plain` text with the permanent address.',
    ),
  ),
  suppressAuthor: Type.Optional(
    Type.Boolean({ description: 'Leave the author out of the in-text form: the sentence names them.' }),
  ),
  locatorLabel: Type.Optional(
    word(
      ['paragraph', ...NUMBERING_LABELS],
      'What a passage is cited by, of what it has: the default is `page`, else the first of its `locators`, else `paragraph`.',
    ),
  ),
  format: Type.Optional(
    Type.String({
      maxLength: 60,
      description:
        'Goes before `Accept`: `json`, `text`, `html`, or the extension or media type of a citation format. A `form` without it is text.',
    }),
  ),
})
