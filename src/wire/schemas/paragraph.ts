import { Type } from 'typebox'
import { HISTORY_CHANGES } from '../../lineage/inheritance.ts'
import { PARAGRAPH_KINDS } from '../../loading/block.ts'
import { NUMBERING_LABELS } from '../../numbering/labels.ts'
import { ByteRanges, closed, list, named, nullable, ref, Sha256, Url, word } from './common.ts'

export const WorkReference = () =>
  closed({ id: Type.String(), slug: Type.String(), title: Type.String(), url: Url('The work.') })

export const VersionReference = () =>
  closed({ id: Type.String(), url: Url('The text that this is taken from.') })

/** Where a passage stands in second numberings. */
export const Locators = Type.Array(
  closed({
    label: word(NUMBERING_LABELS, 'What is counted.'),
    value: Type.String({ description: 'The place, as the edition prints it.' }),
  }),
  { description: 'Its places in the second numberings that the work’s metadata give, such as pages.' },
)

/** The members of a paragraph in a list of its version. */
const Item = {
  id: Type.String({ description: 'Permanent: corrections of the text do not change it.' }),
  number: Type.Integer({ minimum: 1, description: 'Its place among the paragraphs of the version.' }),
  locators: Locators,
  kind: word([...PARAGRAPH_KINDS]),
  text: Type.String({ description: 'The exact text (C1).' }),
  core: Type.String({
    description: 'The core of its words: the id of the quote of the whole paragraph ends with it.',
  }),
  sha256: Sha256('Of the exact text in UTF-8.'),
  codePoints: Type.Integer({ description: 'Length of the text in Unicode code points.' }),
  url: Url('The permanent address. The citation is below it at `/citation`.'),
  quote: Url('The whole paragraph as a quote.'),
  sourceRanges: ByteRanges,
}

const Current = Type.Boolean({ description: 'Whether that is the newest version of the work.' })

export const ParagraphSchema = named(
  'Paragraph',
  closed(
    {
      ...Item,
      work: WorkReference(),
      version: VersionReference(),
      current: Current,
      citation: Url('The citation with this paragraph as locator.'),
      previous: nullable(Url('The paragraph before.')),
      next: nullable(Url('The paragraph after.')),
      history: Type.Array(
        closed({
          version: VersionReference(),
          createdAt: Type.String({ format: 'date-time' }),
          change: word(HISTORY_CHANGES),
          number: nullable(Type.Integer({ description: 'Its number from then on.' })),
          other: nullable(Url('The paragraph that it was merged into, or split from.')),
        }),
        { description: 'What became of it, the oldest first. Versions that left it alone are not named.' },
      ),
    },
    {
      description:
        'A paragraph as it stands in a version: the newest that has it, unless another was asked for.',
    },
  ),
)

export const ParagraphItemSchema = named(
  'ParagraphItem',
  Type.Partial(
    closed(Item, { description: 'A paragraph in a list: all of this, or the members in `fields`.' }),
  ),
)

export const ParagraphListSchema = named(
  'ParagraphList',
  closed({
    work: WorkReference(),
    version: VersionReference(),
    current: Current,
    ...list(ref(ParagraphItemSchema)).properties,
  }),
)
