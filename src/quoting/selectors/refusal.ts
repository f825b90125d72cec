import { ColophonError } from '../../errors.ts'

export type Members = Readonly<Record<string, unknown>>

/** @throws ColophonError `invalid_selector`, whose details have the JSON Pointer of what is wrong */
export function refuse(pointer: string, what: string): never {
  const sentence = pointer === '' ? `The selector ${what}` : `${JSON.stringify(pointer)} ${what}`
  throw new ColophonError('invalid_selector', sentence, { pointer })
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One value or an array of them → an array. */
export function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** An absolute IRI by its shape: a scheme, and no character that stands in none. */
export function isIri(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_IRI && IRI.test(value)
}

const LONGEST_IRI = 2048
const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i
