import { Type } from 'typebox'
import { LONGEST_LOCALE, LONGEST_STYLE } from './citation.ts'
import { closed, list, named, nullable, Url } from './common.ts'
import { Diff, NearestPassage } from './nearest.ts'
import { WorkReference } from './paragraph.ts'
import { LONGEST_QUOTE } from './quote.ts'

export const VerifyRequestSchema = named(
  'VerifyRequest',
  closed(
    {
      text: Type.String({ description: `The quotation, at most ${LONGEST_QUOTE} code points.` }),
      work: Type.Optional(
        Type.String({ maxLength: 200, description: 'Id or slug of the only work to look in; else in all.' }),
      ),
      limit: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 25, default: 5, description: 'At most so many matches.' }),
      ),
      style: Type.Optional(
        Type.String({
          maxLength: LONGEST_STYLE,
          description: 'Style of the citations; the default is `apa`.',
        }),
      ),
      locale: Type.Optional(Type.String({ maxLength: LONGEST_LOCALE, description: 'BCP 47.' })),
    },
    { description: 'A quotation to be verified.' },
  ),
)

const VERDICTS = ['identical', 'typography', 'case', 'elided', 'altered'] as const

const VerifiedMatchSchema = named(
  'VerifiedMatch',
  closed(
    {
      verdict: Type.String({
        enum: [...VERDICTS],
        description:
          'To the letter; but for typography; but for case; with omissions and edits that are marked; or altered.',
      }),
      quote: Type.Ref('Quote'),
      asQuoted: Type.String({ description: 'The quotation as it was sent.' }),
      exact: Type.String({ description: 'The words of the work.' }),
      diff: Diff,
      edits: Type.Array(
        closed({
          kind: Type.String({ enum: ['omission', 'case', 'insertion', 'sic'] }),
          asQuoted: Type.String(),
          source: Type.String({ description: 'The words of the work in its place.' }),
        }),
        { description: 'Omissions, and edits in brackets.' },
      ),
      flags: Type.Array(
        Type.String({ enum: ['negation', 'number', 'dehyphenation', 'punctuation', 'wording', 'case'] }),
      ),
      meaningRisk: Type.Boolean({ description: 'A negation or a number changed.' }),
      citation: Type.Ref('Citation'),
    },
    { description: 'A passage that the quotation quotes.' },
  ),
)

const VerificationSchema = named(
  'Verification',
  closed(
    {
      verdict: Type.String({
        enum: [...VERDICTS, 'ambiguous', 'not_found'],
        description: 'That of the best match; `ambiguous` when several different passages are as like.',
      }),
      matches: Type.Array(Type.Ref('VerifiedMatch'), { description: 'Best first, all of the same verdict.' }),
      nearest: nullable(NearestPassage),
      searched: closed({ works: Type.Integer(), paragraphs: Type.Integer() }),
    },
    { description: 'What came of a quotation.' },
  ),
)

const Range = closed({
  start: Type.Integer({ description: 'Code points of the text, inclusive.' }),
  end: Type.Integer({ description: 'Code points of the text, exclusive.' }),
  utf16: closed({ start: Type.Integer(), end: Type.Integer() }),
})

const SearchHitSchema = named(
  'SearchHit',
  closed(
    {
      paragraph: Type.String({ description: 'Its id.' }),
      number: Type.Integer({ minimum: 1 }),
      url: Url('The paragraph.'),
      text: Type.String(),
      ranges: Type.Array(Range, { description: 'Where the words stand.' }),
      html: Type.String({ description: 'The text with the words in `<mark>`; all else is escaped.' }),
      work: WorkReference(),
      citation: Url('The citation with this paragraph as locator.'),
    },
    { description: 'A paragraph with the words.' },
  ),
)

/** The components of verifying and searching. */
export const SEARCHING_SCHEMAS = [
  VerifyRequestSchema,
  VerifiedMatchSchema,
  VerificationSchema,
  SearchHitSchema,
  named('SearchHitList', list(Type.Ref('SearchHit'))),
]
