import Type from 'typebox'

/** Text, or nothing where nothing is known. */
const Known = Type.Union([Type.String(), Type.Null()])
const Dated = { edtf: Known, raw: Type.String() }
const Labelled = Type.Object({ label: Type.String(), url: Known })
const orNone = (shape: Type.TSchema) => Type.Union([shape, Type.Null()])

/**
 * The shape of `Metadata`, as far as those who read them rely on it: for metadata that were not made here. A later
 * version of the software may say more.
 */
export const MetadataShape = Type.Object({
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
