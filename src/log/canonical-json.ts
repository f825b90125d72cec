/** Canonical JSON (RFC 8785): one spelling for a value, so that its digest is the value's. */
import canonicalize from 'canonicalize'
import { LogError } from './errors.ts'
import { readUtf8 } from './utf8.ts'

/** Deeper values than this are nobody's metadata. */
const DEEPEST = 32

/**
 * The canonical JSON of an object; members that are undefined are left out.
 *
 * @throws LogError `not_canonical` for what JSON cannot hold: half a character, infinity, cycles, deep nests
 */
export function canonicalJson(value: object): string {
  if (isInOrder(value, DEEPEST)) return JSON.stringify(value)
  if (isDeeper(value, DEEPEST))
    throw new LogError('not_canonical', `This value is nested deeper than ${DEEPEST}.`)
  try {
    return canonicalize(value)!
  } catch (cause) {
    throw new LogError('not_canonical', `This value is no JSON: ${(cause as Error).message}.`, cause)
  }
}

/**
 * The object whose canonical JSON these bytes must be: no other spelling, no member twice, no line feed at the end.
 *
 * @throws LogError `not_canonical`
 */
export function parseCanonicalJson(bytes: Uint8Array): object {
  const text = readUtf8(bytes)
  const value = text === null ? undefined : readJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LogError('not_canonical', 'These bytes are no JSON object in UTF-8.')
  }
  if (canonicalJson(value) !== text) {
    throw new LogError('not_canonical', 'This JSON is not in its canonical spelling (RFC 8785).')
  }
  return value
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Whether JSON.stringify prints this as RFC 8785 wants it, which spells numbers and strings as it does (§3.2.2): it is of
 * plain objects whose members are in order, arrays, whole characters and finite numbers. It takes a third of the time.
 */
function isInOrder(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'boolean' || value === null) return true
  if (typeof value !== 'object' || depth === 0 || 'toJSON' in value) return false
  if (Array.isArray(value)) return value.every((item) => isInOrder(item, depth - 1))
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  let last: string | undefined
  for (const [name, member] of Object.entries(value)) {
    if (last !== undefined && name <= last) return false
    if (!name.isWellFormed() || !isInOrder(member, depth - 1)) return false
    last = name
  }
  return true
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((member) => isDeeper(member, depth - 1))
}
