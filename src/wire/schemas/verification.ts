import { Type } from 'typebox'
import { ATTRIBUTIONS } from '../../attribution/claim.ts'
import { EDIT_KINDS, FLAGS, MATCH_VERDICTS } from '../../matching/verification/match.ts'
import { VERDICTS } from '../../searching/verification.ts'
import { CitationSchema, LONGEST_LOCALE, LONGEST_STYLE } from './citation.ts'
import { closed, named, nullable, ref, word } from './common.ts'
import { Diff, NearestPassage } from './nearest.ts'
import { LONGEST_QUOTE, QuoteSchema } from './quote.ts'
import { SEARCH_SCHEMAS } from './search.ts'

const Said = (maxLength: number, description: string) =>
  Type.Optional(Type.String({ maxLength, description }))

const Claimed = closed(
  {
    work: Said(2000, 'Id, slug, address or DOI of a work.'),
    key: Said(200, 'Its citation key, as this archive hands keys out.'),
    author: Said(
      500,
      'One name or several, as people write them: `Al Shami`, `Smith, J., & Roe, A.`, `Smith et al.`',
    ),
    title: Said(1000, 'The title, or as much of it as is usually cited.'),
    year: Said(60, 'Such as `2016` or `2016a`.'),
    locator: Type.Optional(
      closed(
        { label: Type.String({ maxLength: 60 }), value: Type.String({ maxLength: 200 }) },
        {
          description:
            'The pinpoint, such as `{"label": "para.", "value": "4"}`. Paragraphs alone can be compared.',
        },
      ),
    ),
  },
  { description: 'What is said of the source of a quotation.' },
)

/** What every answer that judges a claim has. */
export const ATTRIBUTED = {
  attribution: word(
    ATTRIBUTIONS,
    'Whether the words are whose and where they are said to be, apart from what the words are: right; in the claimed work, elsewhere; in another work; in works by others alone; of a year that no edition known is of; neither the words nor the source are here; or nothing was claimed that can be compared.',
  ),
  attributionSentence: nullable(
    Type.String({ description: 'Such as "not par. 9, but par. 4" or "not Smith 1999, but Al Shami 2016".' }),
  ),
}

export const VerifyRequestSchema = named(
  'VerifyRequest',
  closed(
    {
      text: Type.String({ description: `The quotation, at most ${LONGEST_QUOTE} code points.` }),
      work: Type.Optional(
        Type.String({ maxLength: 200, description: 'Id or slug of the only work to look in; else in all.' }),
      ),
      claim: Type.Optional(Claimed),
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

export const VerifiedMatchSchema = named(
  'VerifiedMatch',
  closed(
    {
      verdict: word(
        MATCH_VERDICTS,
        'To the letter; but for typography; but for case; with omissions and edits that are marked; altered; or stitched of parts that do not stand together, where nothing marks that.',
      ),
      quote: ref(QuoteSchema),
      asQuoted: Type.String({ description: 'The quotation as it was sent.' }),
      exact: Type.String({ description: 'The words of the work.' }),
      diff: Diff,
      edits: Type.Array(
        closed({
          kind: word(EDIT_KINDS),
          asQuoted: Type.String(),
          source: Type.String({ description: 'The words of the work in its place.' }),
        }),
        { description: 'Omissions, edits in brackets, and headings that were skipped between paragraphs.' },
      ),
      flags: Type.Array(word(FLAGS)),
      meaningRisk: Type.Boolean({ description: 'A negation or a number changed.' }),
      citation: ref(CitationSchema),
    },
    { description: 'A passage that the quotation quotes.' },
  ),
)

export const VerificationSchema = named(
  'Verification',
  closed(
    {
      verdict: word(
        VERDICTS,
        'That of the best match; `ambiguous` when several different passages are as like.',
      ),
      matches: Type.Array(ref(VerifiedMatchSchema), { description: 'Best first, all of the same verdict.' }),
      nearest: nullable(NearestPassage),
      ...ATTRIBUTED,
      searched: closed({ works: Type.Integer(), paragraphs: Type.Integer() }),
    },
    { description: 'What came of a quotation.' },
  ),
)

/** The components of verifying and searching. */
export const SEARCHING_SCHEMAS = [
  VerifyRequestSchema,
  VerifiedMatchSchema,
  VerificationSchema,
  ...SEARCH_SCHEMAS,
]
