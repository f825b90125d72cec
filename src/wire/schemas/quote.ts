import { Type } from 'typebox'
import { FLAGS } from '../../matching/verification/match.ts'
import { QUOTE_STATUSES } from '../../quoting/quote-status.ts'
import { ByteRanges, closed, list, named, nullable, ref, Sha256, Url, word } from './common.ts'
import { Locators, VersionReference, WorkReference } from './paragraph.ts'
import { SelectionSchema, SelectorSchema } from './selector.ts'
import { WordEditSchema } from './version.ts'

const Utf16 = closed({ start: Type.Integer(), end: Type.Integer() })

export const SpanSchema = named(
  'Span',
  closed(
    {
      paragraph: nullable(Type.String({ description: 'Id; null in a block that is not counted.' })),
      number: nullable(Type.Integer()),
      block: Type.Integer({ description: '0-based place of the block in the version.' }),
      start: Type.Integer({ description: 'Code points of the block, inclusive.' }),
      end: Type.Integer({ description: 'Code points of the block, exclusive.' }),
      utf16: Utf16,
    },
    { description: 'The part of a quote that lies in one block.' },
  ),
)

export const QuoteSchema = named(
  'Quote',
  closed(
    {
      id: Type.String({
        description: 'Computed from the words: `<work>.<core>`, with `.<n>` from the second place on.',
      }),
      url: Url('The address. It resolves for ever when registered, and through its hint when not.'),
      exact: Type.String({ description: 'The words as they stand in the work.' }),
      core: Type.String({
        description: 'First 120 bits of the SHA-256 of the words (C2), Crockford base32.',
      }),
      sha256: Sha256('Of `exact` in UTF-8.'),
      work: WorkReference(),
      version: VersionReference(),
      spans: Type.Array(ref(SpanSchema), { minItems: 1 }),
      locators: Locators,
      prefix: Type.String({ description: 'Up to 32 code points before, of the same paragraph.' }),
      suffix: Type.String({ description: 'Up to 32 code points after.' }),
      occurrence: Type.Integer({ minimum: 1, description: 'Which of the places where the words stand.' }),
      occurrences: Type.Integer({
        minimum: 1,
        description: 'In how many places of the version they stand (counted up to 10,000).',
      }),
      sourceRanges: ByteRanges,
      swhids: Type.Array(Type.String(), {
        description: 'The same ranges as SWHIDs (ISO 18670); their last byte is inclusive.',
      }),
      selectors: Type.Array(ref(SelectorSchema), {
        description: 'W3C Web Annotation. Where words are left out, of each run of words in turn.',
      }),
      textFragment: nullable(Url('The words in the page of the original publication, when it has one.')),
      registered: Type.Boolean(),
      citation: Url('The citation with the place as locator.'),
    },
    { description: 'An exact run of words of a work.' },
  ),
)

export const ResolvedQuoteSchema = named(
  'ResolvedQuote',
  closed(
    {
      ...QuoteSchema.properties,
      exact: Type.String({ description: 'The words as first recorded.' }),
      standing: closed(
        {
          status: word(
            QUOTE_STATUSES,
            'The words are the same in the first five: to the letter, but for typography, in another paragraph, in fewer paragraphs, in more.',
          ),
          version: VersionReference(),
          diff: nullable(
            Type.Array(ref(WordEditSchema), { description: 'From these words to those that stand there.' }),
          ),
          flags: Type.Array(word(FLAGS), { description: 'What kind of change it is.' }),
          meaningRisk: Type.Boolean({ description: 'A negation or a number changed.' }),
          successor: nullable(
            closed({ id: Type.String(), url: Url('The words that stand there.'), exact: Type.String() }),
          ),
        },
        { description: 'What became of the quote in the newest version, or in the one asked for.' },
      ),
    },
    { description: 'A quote by its id. `version` and `spans` tell where it stands, or last stood.' },
  ),
)

export const QuoteListSchema = named('QuoteList', list(ref(QuoteSchema)))

/** Longest quote, in code points. */
export const LONGEST_QUOTE = 20_000

export const QuoteRequestSchema = named(
  'QuoteRequest',
  closed(
    {
      exact: Type.Optional(
        Type.String({
          description: `The words, at most ${LONGEST_QUOTE} code points. Typography (quotation marks, dashes, spaces) may differ.`,
        }),
      ),
      selector: Type.Optional(SelectionSchema),
      work: Type.Optional(
        Type.String({
          maxLength: 200,
          description: "The work's id or slug. Left out when the selector's source names it.",
        }),
      ),
      prefix: Type.Optional(
        Type.String({ maxLength: 2000, description: 'Words just before, to tell one place from another.' }),
      ),
      suffix: Type.Optional(Type.String({ maxLength: 2000, description: 'Words just after.' })),
      unique: Type.Optional(
        Type.Boolean({ default: false, description: 'Refuse when the words stand in several places.' }),
      ),
    },
    { description: 'A quote to register.' },
  ),
)
