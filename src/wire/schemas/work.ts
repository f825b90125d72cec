import { type TProperties, Type } from 'typebox'
import { DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES } from '../../citing/csl/variables.ts'
import { closed, list, named, nullable, ref, Url } from './common.ts'
import { SourceSchema } from './source.ts'

export const NameSchema = named(
  'Name',
  closed(
    {
      family: Type.Optional(Type.String()),
      given: Type.Optional(Type.String()),
      'dropping-particle': Type.Optional(Type.String()),
      'non-dropping-particle': Type.Optional(Type.String()),
      suffix: Type.Optional(Type.String()),
      literal: Type.Optional(Type.String({ description: 'The whole name, where its parts are not known.' })),
    },
    { description: 'A name, structured as in CSL-JSON.' },
  ),
)

const DatedText = closed({
  edtf: nullable(Type.String({ description: 'EDTF (ISO 8601-2).' })),
  raw: Type.String({ description: 'The words that it was read from.' }),
})

const CslDate = {
  'date-parts': Type.Optional(Type.Array(Type.Array(Type.Integer()))),
  season: Type.Optional(Type.Unsafe<number | string>(Type.Integer())),
  circa: Type.Optional(Type.Unsafe<boolean | number | string>(Type.Boolean())),
  literal: Type.Optional(Type.String()),
}

/** The members of CSL-JSON that a work has beside its own: see `cslMembers`. */
const CSL_MEMBERS: TProperties = Object.fromEntries([
  ...TEXT_VARIABLES.filter((name) => !['title', 'language', 'version'].includes(name)).map((name) => [
    name,
    Type.Optional(Type.String()),
  ]),
  ...NAME_VARIABLES.map((name) => [
    name,
    Type.Optional(
      Type.Array(closed({ ...NameSchema.properties, 'parse-names': Type.Optional(Type.Boolean()) })),
    ),
  ]),
  ...DATE_VARIABLES.filter((name) => name !== 'issued').map((name) => [name, Type.Optional(closed(CslDate))]),
])

const LabelledUrl = closed({ label: Type.String(), url: nullable(Type.String()) })

/** The members of a work in a list. */
const Item = {
  id: Type.String({ description: 'Permanent; computed from the first source.' }),
  slug: Type.String({ description: 'A readable address.' }),
  url: Url('The permanent address.'),
  title: Type.String(),
  authors: Type.Array(ref(NameSchema)),
  issued: nullable(DatedText),
  language: nullable(Type.String({ description: 'BCP 47.' })),
  type: Type.String({ description: 'A CSL 1.0.2 item type.' }),
  containerTitle: nullable(Type.String()),
  version: closed({
    id: Type.String(),
    url: Url('This text, for ever.'),
    createdAt: Type.String({ format: 'date-time' }),
  }),
  paragraphCount: Type.Integer(),
  wordCount: Type.Integer(),
}

export const WorkSchema = named(
  'Work',
  closed(
    {
      ...(CSL_MEMBERS as Record<never, never>),
      ...Item,
      issued: nullable(closed({ ...DatedText.properties, ...CslDate })),
      provenance: closed({
        source: SourceSchema,
        retrieved: nullable(
          closed({
            edtf: nullable(Type.String()),
            raw: Type.String(),
            from: nullable(LabelledUrl),
          }),
        ),
        archive: nullable(LabelledUrl),
        loader: closed({ name: Type.String(), version: Type.String() }),
        repairs: Type.Integer({ description: 'Places where a page break was repaired.' }),
        unresolved: Type.Integer({ description: 'Places that a person must decide.' }),
        url: Url('Every repair and every byte accounted for.'),
      }),
      citation: Url('The citation of the work.'),
      links: closed({
        paragraphs: Url('Its paragraphs.'),
        text: Url('The reading text.'),
        markdown: Url('The text with its structure.'),
        quotes: Url('Where words stand in it: add `?exact=`.'),
        versions: Url('Its texts, the newest first.'),
      }),
    },
    {
      description:
        'An article: what is said about it, and its newest text. Members such as `author`, `URL` and `container-title` are those of CSL-JSON 1.0.2: what takes CSL-JSON takes a work.',
    },
  ),
)

export const WorkItemSchema = named(
  'WorkItem',
  Type.Partial(closed(Item, { description: 'A work in a list: all of this, or the members in `fields`.' })),
)

export const WorkListSchema = named('WorkList', list(ref(WorkItemSchema)))
