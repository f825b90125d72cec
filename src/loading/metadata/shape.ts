import Type, { type TSchema } from 'typebox'
import { conforms } from '../../json-schema.ts'
import { isEdtf } from './edtf.ts'
import type { Metadata } from './metadata.ts'

/** Text, or nothing where nothing is known. */
const Known = Type.Union([Type.String(), Type.Null()])
const Dated = { edtf: Known, raw: Type.String() }
const Labelled = Type.Object({ label: Type.String(), url: Known })
const orNone = <S extends TSchema>(shape: S) => Type.Union([shape, Type.Null()])

/** The shape of `Metadata`, as far as those who read them rely on it. */
const MetadataShape = Type.Object({
  title: Type.String(),
  authors: Type.Array(Type.Record(Type.String(), Type.String())),
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

/**
 * Metadata that were not made here, once they are seen to be some; undefined when they are none. A later version of
 * the software may say more in them.
 */
export function metadataFrom(said: unknown): Metadata | undefined {
  // The compiler tells when the shape and the interface part.
  const metadata: Metadata | undefined = conforms(MetadataShape, said) ? said : undefined
  return [metadata?.issued, metadata?.retrieved].every(hasReadableDate) ? metadata : undefined
}

function hasReadableDate(dated: { edtf: string | null } | null | undefined): boolean {
  return !dated?.edtf || isEdtf(dated.edtf)
}
