import { type Static, type TObject, type TProperties, type TSchema, Type } from 'typebox'

/** An object that has these members and no others. */
export function closed<T extends TProperties>(
  properties: T,
  options: Record<string, unknown> = {},
): TObject<T> {
  return Type.Object(properties, { additionalProperties: false, ...options })
}

/** A named component of the OpenAPI document. */
export function named<T extends TSchema>(id: string, schema: T): T & { $id: string } {
  return Object.assign(schema, { $id: id })
}

/** What a named component describes, by its name. */
export function ref<T extends TSchema>({ $id }: T & { $id: string }) {
  return Type.Unsafe<Static<T>>(Type.Ref($id))
}

/** One word of a list. */
export function word<const T extends readonly string[]>(words: T, description?: string) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...words], ...(description && { description }) })
}

/** A value or null. */
export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}

export const Url = (description: string) => Type.String({ format: 'uri', description })

export const Sha256 = (description: string) => Type.String({ pattern: '^[0-9a-f]{64}$', description })

export const ByteRanges = Type.Array(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 2, maxItems: 2 }), {
  description: 'Half-open byte ranges of the source, or of what was extracted from it, in reading order.',
})

/** `?format=` of a resource with these short names. */
export const Format = (...names: string[]) =>
  Type.Optional(
    Type.String({
      maxLength: 60,
      description: `Goes before \`Accept\`: ${names.map((name) => `\`${name}\``).join(', ')}. The same as an extension of the address works too (\`.${names[0]}\`).`,
    }),
  )

export const Limit = (standard: number) =>
  Type.Integer({ minimum: 1, maximum: 1000, default: standard, description: 'At most so many items.' })

export const Cursor = Type.Optional(
  Type.String({
    maxLength: 300,
    description: 'Where to go on: take it from the `next` address of an answer.',
  }),
)

/** A list: the items, and the address of the next ones. */
export function list<T extends TSchema>(items: T) {
  return closed({
    items: Type.Array(items),
    next: nullable(Url('The next items; null at the end.')),
  })
}

/** The parameters of an address that names a work. */
export const WorkParams = Type.Object({
  work: Type.String({ maxLength: 200, description: "The work's id or slug." }),
})

/** The parameters of an address that names a version of a work. */
export const VersionParams = Type.Object({
  ...WorkParams.properties,
  version: Type.String({ maxLength: 100, description: "The version's id." }),
})
