import { Type } from 'typebox'
import { JUDGED_VERDICTS, NOTES, OUTCOMES } from '../../manuscripts/judgement.ts'
import { QUOTATION_KINDS } from '../../manuscripts/manuscript-quotation.ts'
import { EDIT_KINDS, FLAGS } from '../../matching/verification/match.ts'
import { closed, named, nullable, ref, Url, word } from './common.ts'
import { Diff, NearestPassage } from './nearest.ts'
import { WorkReference } from './paragraph.ts'
import { ATTRIBUTED } from './verification.ts'

const Place = closed({
  line: Type.Integer({
    minimum: 1,
    description: 'Of a document that has no lines (Word, OpenDocument, EPUB) each paragraph is one.',
  }),
  column: Type.Integer({ minimum: 1, description: 'In code points.' }),
  offset: Type.Integer({ minimum: 0, description: 'Code points of the manuscript before it.' }),
  utf16: Type.Integer({ minimum: 0, description: 'UTF-16 units of the manuscript before it.' }),
  paragraph: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'In documents without lines: which paragraph of its part it is, headings counted.',
    }),
  ),
  page: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Where the program that wrote the document last set it.' }),
  ),
  part: Type.Optional(Type.String({ description: 'A file of a book, or a note: `note 3`.' })),
})

export const CheckedQuotationSchema = named(
  'CheckedQuotation',
  closed(
    {
      where: closed(
        { start: Place, end: Place },
        { description: 'The words without their quotation marks.' },
      ),
      kind: word(QUOTATION_KINDS),
      asQuoted: Type.String({ description: 'The words as a reader sees them, without markup.' }),
      short: Type.Boolean({ description: 'At most two words: told of only where they stand word for word.' }),
      attributionLine: nullable(
        Type.String({ description: 'The line under a block quotation that names its author.' }),
      ),
      citation: nullable(Type.String({ description: 'What is cited with it, as it stands there.' })),
      ...ATTRIBUTED,
      outcome: word(
        OUTCOMES,
        'Word for word but for typography, the notes, and what is marked as left out or changed; altered in any other way; long and only somewhat like a passage; like nothing in the archive; or not to be looked for.',
      ),
      verdict: word(JUDGED_VERDICTS),
      notes: Type.Array(word(NOTES), {
        description: 'What was passed over: the case of the first letter; a comma or full stop at the end.',
      }),
      reason: nullable(Type.String({ description: 'Why it was not checked.' })),
      found: nullable(
        closed({
          id: Type.String({ description: "The quote's id." }),
          url: Url('Its permanent address.'),
          work: WorkReference(),
          exact: Type.String({ description: 'The words of the work.' }),
          diff: Diff,
          flags: Type.Array(word(FLAGS), { description: 'What kind of change it is.' }),
          meaningRisk: Type.Boolean({ description: 'A negation or a number changed.' }),
          edits: Type.Array(
            closed({
              kind: word(EDIT_KINDS),
              asQuoted: Type.String(),
              source: Type.String(),
            }),
            { description: 'What is marked as left out or changed.' },
          ),
          citation: closed({ style: Type.String(), inText: Type.String(), bibliography: Type.String() }),
        }),
      ),
      nearest: nullable(NearestPassage),
    },
    { description: 'A quotation of a manuscript and what came of checking it.' },
  ),
)

export const CheckedDocumentSchema = named(
  'CheckedDocument',
  closed(
    {
      summary: closed({
        quotations: Type.Integer(),
        wordForWord: Type.Integer(),
        altered: Type.Integer(),
        doubtful: Type.Integer(),
        notFound: Type.Integer(),
        notChecked: Type.Integer(),
        misattributed: Type.Integer({
          description: 'Those of all these whose place, work, author or year is another than is cited.',
        }),
      }),
      items: Type.Array(ref(CheckedQuotationSchema), { description: 'In the order of the manuscript.' }),
    },
    { description: 'The quotations of a manuscript, checked.' },
  ),
)

export const CHECKED_DOCUMENT_SCHEMAS = [CheckedQuotationSchema, CheckedDocumentSchema]
