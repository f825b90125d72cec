import Type, { type TSchema } from 'typebox'
import { conforms } from '../../json-schema.ts'
import { DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS } from './details.ts'
import { isEdtf } from './edtf.ts'
import { NumberedParagraphs } from './given-metadata-schema.ts'
import type { Metadata } from './metadata.ts'

/** Text, or nothing where nothing is known. */
const Known = Type.Union([Type.String(), Type.Null()])
const Dated = { edtf: Known, raw: Type.String() }
const Labelled = Type.Object({ label: Type.String(), url: Known })
const Names = Type.Array(Type.Record(Type.String(), Type.String()))
const orNone = <S extends TSchema>(shape: S) => Type.Union([shape, Type.Null()])

/** The shape of `Metadata`, as far as those who read them rely on it. */
const MetadataShape = Type.Object({
  title: Type.String(),
  authors: Names,
  issued: orNone(Type.Object(Dated)),
  language: Known,
  type: Type.String(),
  containerTitle: Known,
  publisher: Known,
  url: Known,
  license: Known,
  retrieved: orNone(Type.Object({ ...Dated, from: orNone(Labelled) })),
  archive: orNone(Labelled),
})

const Numbering = Type.Object({
  label: Type.String(),
  version: Type.Optional(Type.String()),
  values: Type.Record(NumberedParagraphs, Type.String(), { additionalProperties: false }),
})

/** Members that may be absent. The fields are those of a table: the compiler cannot follow. */
const DetailsShape = Type.Partial(
  Type.Object({
    ...membersOf(TEXT_FIELDS, Type.String()),
    ...membersOf(NAME_FIELDS, Names),
    ...membersOf(DATE_FIELDS, Type.Object(Dated)),
    keywords: Type.Array(Type.String()),
    locators: Type.Array(Numbering),
  }),
)

function membersOf(fields: readonly string[], shape: TSchema): Record<string, TSchema> {
  return Object.fromEntries(fields.map((field) => [field, shape]))
}

/**
 * Metadata that were not made here, once they are seen to be some; undefined when they are none. A later version of
 * the software may say more in them.
 */
export function metadataFrom(said: unknown): Metadata | undefined {
  // The compiler tells when the shape and the interface part.
  const metadata: Metadata | undefined =
    conforms(MetadataShape, said) && conforms(DetailsShape, said) ? said : undefined
  const dates = [metadata?.issued, metadata?.retrieved, ...DATE_FIELDS.map((field) => metadata?.[field])]
  return dates.every(hasReadableDate) ? metadata : undefined
}

function hasReadableDate(dated: { edtf: string | null } | null | undefined): boolean {
  return !dated?.edtf || isEdtf(dated.edtf)
}
