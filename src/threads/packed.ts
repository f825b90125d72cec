import { deserialize, serialize } from 'node:v8'

/** A value as bytes that threads share: whoever only hands it on, as the thread that answers requests, spends no time on it. */
export interface Packed<T> {
  readonly bytes: Uint8Array
  /** Says what is in it; never there. */
  readonly value?: T
}

/** Packs a value that could be cloned. */
export function pack<T>(value: T): Packed<T> {
  const serialized = serialize(value)
  const bytes = new Uint8Array(new SharedArrayBuffer(serialized.length))
  bytes.set(serialized)
  return { bytes }
}

/** The value again, in memory of its own. */
export function unpack<T>({ bytes }: Packed<T>): T {
  return deserialize(Buffer.from(bytes))
}
