/** The shape of the metadata that the person who imports may give of a work: a manifest. */
import Type, { type Static, type TArray, type TOptional, type TSchema, type TString } from 'typebox'
import { NUMBERING_LABELS } from '../../numbering/labels.ts'
import { MOST } from './bounds.ts'
import {
  DATE_DETAILS,
  type DateDetail,
  NAME_DETAILS,
  type NameDetail,
  TEXT_DETAILS,
  type TextDetail,
} from './details.ts'
import { CSL_ITEM_TYPES } from './item-types.ts'

const closed = { additionalProperties: false }
const Line = (maxLength: number, description: string) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '^(?=.*\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff]*$',
    description,
  })
const Address = (description: string) => Type.String({ minLength: 1, maxLength: MOST.url, description })

/** A name as CSL has it, or `literal`. */
export const NameSchema = Type.Object(
  {
    family: Type.Optional(Line(MOST.family, 'Family name, particles that belong to it included')),
    given: Type.Optional(Line(MOST.given, 'Given names')),
    'dropping-particle': Type.Optional(
      Line(MOST['dropping-particle'], 'Particle left out when only the family name is shown'),
    ),
    'non-dropping-particle': Type.Optional(
      Line(MOST['non-dropping-particle'], 'Particle that stays with the family name'),
    ),
    suffix: Type.Optional(Line(MOST.suffix, 'Suffix, such as Jr.')),
    literal: Type.Optional(
      Line(MOST.literal, 'The whole name, for groups and names whose parts are not known'),
    ),
  },
  closed,
)

const Names = (maxItems: number) => Type.Array(NameSchema, { maxItems })

/** The most code points of a text. */
export function mostOf(field: TextDetail): number {
  return field === 'abstract' || field === 'note' ? MOST[field] : MOST.detail
}

const TEXTS = membersOf(TEXT_DETAILS, (field, variable) =>
  Line(mostOf(field), `The variable "${variable}" of CSL`),
) as { [field in TextDetail]: TOptional<TString> }

const NAMES = membersOf(NAME_DETAILS, () => Names(MOST.authors)) as {
  [field in NameDetail]: TOptional<TArray<typeof NameSchema>>
}

const DATES = membersOf(DATE_DETAILS, (_, variable) =>
  Line(MOST.date, `The variable "${variable}" of CSL, EDTF`),
) as { [field in DateDetail]: TOptional<TString> }

function membersOf<F extends string>(
  details: { readonly [field in F]: string },
  schemaOf: (field: F, variable: string) => TSchema,
): Record<string, TSchema> {
  return Object.fromEntries(
    Object.entries<string>(details).map(([field, variable]) => [
      field,
      Type.Optional(schemaOf(field as F, variable)),
    ]),
  )
}

/** The number of a paragraph, or those of the first and last: `4`, `1-3`. */
export const NumberedParagraphs = Type.String({ pattern: '^[1-9]\\d{0,8}(?:-[1-9]\\d{0,8})?$' })

/** A second numbering of the paragraphs: the pages, lines or sections that an edition prints. */
export const NumberingSchema = Type.Object(
  {
    label: Type.Unsafe<string>({
      type: 'string',
      enum: [...NUMBERING_LABELS],
      description: 'What is counted',
    }),
    version: Type.Optional(
      Line(100, 'Id of the version whose paragraphs are meant; left out, the version that this comes with'),
    ),
    values: Type.Record(NumberedParagraphs, Line(MOST.locator, 'Where these paragraphs stand'), {
      ...closed,
      description:
        'By the number of a paragraph, or of the first and last: `{"1-3": "12", "4": "12–13"}`. Or a list, a value for each paragraph.',
    }),
  },
  closed,
)

/** Dates, language and addresses are checked beyond their shape by `parseGivenMetadata`. */
export const GivenMetadataSchema = Type.Object(
  {
    key: Type.Optional(Line(MOST.key, "Makes the work's id, in place of the digest of its first source")),
    slug: Type.Optional(
      Type.String({
        maxLength: MOST.slug,
        pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$',
        description: 'Readable part of the address; none that reads as the id of a work',
      }),
    ),
    title: Type.Optional(Line(MOST.title, 'Title')),
    authors: Type.Optional(Names(MOST.authors)),
    issued: Type.Optional(Line(MOST.date, 'Date of publication, EDTF')),
    language: Type.Optional(Line(MOST.language, 'Language, BCP 47')),
    type: Type.Optional(Type.Enum([...CSL_ITEM_TYPES], { type: 'string', description: 'CSL item type' })),
    containerTitle: Type.Optional(Line(MOST.containerTitle, 'Where it was published: journal, site, book')),
    publisher: Type.Optional(Line(MOST.publisher, 'Publisher')),
    url: Type.Optional(Address('Address of the original publication')),
    license: Type.Optional(Line(MOST.license, 'Licence, its name or address')),
    keywords: Type.Optional(Type.Array(Line(MOST.keyword, 'A keyword'), { maxItems: MOST.keywords })),
    locators: Type.Optional(
      Type.Array(NumberingSchema, {
        maxItems: MOST.locators,
        description: 'Second numberings of the paragraphs, such as the pages of an edition',
      }),
    ),
    ...TEXTS,
    ...NAMES,
    ...DATES,
    retrieved: Type.Optional(
      Type.Object(
        {
          date: Type.Optional(Line(MOST.date, 'When the text was taken from there, EDTF')),
          label: Type.Optional(Line(MOST.label, 'Name of the place')),
          url: Type.Optional(Address('Its address')),
        },
        closed,
      ),
    ),
    archive: Type.Optional(
      Type.Object(
        {
          label: Type.Optional(Line(MOST.label, 'Name of the archive')),
          url: Type.Optional(Address('Its address')),
        },
        closed,
      ),
    ),
  },
  closed,
)

/** Metadata given by the person who imports: wins over what was parsed. Every field may be absent. */
export type GivenMetadata = Static<typeof GivenMetadataSchema>
