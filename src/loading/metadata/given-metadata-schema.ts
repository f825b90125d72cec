/** The shape of the metadata that the person who imports may give of a work: a manifest. */
import Type, { type Static } from 'typebox'
import { MOST } from './bounds.ts'
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
    authors: Type.Optional(Type.Array(NameSchema, { maxItems: MOST.authors })),
    issued: Type.Optional(Line(MOST.date, 'Date of publication, EDTF')),
    language: Type.Optional(Line(MOST.language, 'Language, BCP 47')),
    type: Type.Optional(Type.Enum([...CSL_ITEM_TYPES], { type: 'string', description: 'CSL item type' })),
    containerTitle: Type.Optional(Line(MOST.containerTitle, 'Where it was published: journal, site, book')),
    publisher: Type.Optional(Line(MOST.publisher, 'Publisher')),
    url: Type.Optional(Address('Address of the original publication')),
    license: Type.Optional(Line(MOST.license, 'Licence, its name or address')),
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
