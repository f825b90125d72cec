/** Checks values against JSON Schemas (2020-12 as far as TypeBox writes them). */
import { Ajv, type ErrorObject } from 'ajv'
import type { Static, TSchema } from 'typebox'

/**
 * It keeps what it compiled by the schema. Errors carry the value that they are about. Compiling keeps the thread, so it
 * is to be quick: our own schemas need no check of their own, and what they define is compiled once.
 */
const ajv = new Ajv({ strict: false, verbose: true, meta: false, validateSchema: false, inlineRefs: false })

/** Is a value what a schema says? Only the first time is slow, then the schema is compiled. */
export function conforms<S extends TSchema>(schema: S, value: unknown): value is Static<S> {
  return ajv.compile(schema)(value)
}

/** What keeps a value from being what a schema says: the first there is; undefined when it conforms. */
export function faultOf(schema: TSchema, value: unknown): ErrorObject | undefined {
  const validate = ajv.compile(schema)
  if (validate(value)) return undefined
  // Of the errors of a union its own comes last; the others tell of its members.
  const errors = validate.errors!
  return errors.find(({ keyword }) => keyword === 'anyOf') ?? errors[0]!
}
