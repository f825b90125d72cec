import type { Static, TSchema } from 'typebox'
import type { LogErrorCode } from '../errors.ts'
import { conforms, faultOf } from '../json-schema.ts'
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts'
import { LogError } from './errors.ts'

/** A kind of record that is hashed as canonical JSON: what it is called, and what it must be. */
interface RecordRules<T> {
  name: string
  code: LogErrorCode
  /** Most bytes of it. */
  longest: number
  /** What the schema cannot say: what is wrong, in words, or null. */
  fault?: (record: T) => string | null
}

/** Writes and reads records of a kind; what it writes it can read again. */
export interface RecordFormat<T> {
  /** @throws LogError with the kind's code when the record is not what it must be */
  print(record: T): Buffer
  /** @throws LogError `not_canonical`, or with the kind's code */
  parse(bytes: Uint8Array): T
}

/** The canonical JSON of records that have exactly the members of a schema. */
export function recordFormat<S extends TSchema>(
  schema: S,
  rules: RecordRules<Static<S>>,
): RecordFormat<Static<S>> {
  const refuse = (what: string): never => {
    throw new LogError(rules.code, `The ${rules.name} ${what}.`)
  }
  const check = (record: unknown): Static<S> => {
    if (!conforms(schema, record)) {
      const { instancePath, message } = faultOf(schema, record)!
      return refuse(`is not what it must be at "${instancePath}": it ${message}`)
    }
    const fault = rules.fault?.(record)
    if (fault) refuse(fault)
    return record
  }
  const refuseLonger = ({ length }: Uint8Array) => {
    if (length > rules.longest) refuse(`has more than ${rules.longest} bytes`)
  }
  const parse = (bytes: Uint8Array): Static<S> => {
    refuseLonger(bytes)
    return check(parseCanonicalJson(bytes))
  }
  const print = (record: Static<S>): Buffer => {
    const bytes = Buffer.from(canonicalJson(record as object))
    refuseLonger(bytes)
    check(record)
    return bytes
  }
  return { print, parse }
}
