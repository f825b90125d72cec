import { LRUCache } from 'lru-cache'

/** Tells one moment of a store from another. */
interface Moments {
  look(): number
  onChange(listener: () => void): void
}

type Read<Value> = (key: string) => Promise<Value>

/** A read that remembers what it found for so many keys, until something is committed. What is not there is not remembered. */
export function remembered<Value>(read: Read<Value>, moments: Moments, most: number): Read<Value> {
  const known = new LRUCache<string, NonNullable<Value>>({ max: most })
  moments.onChange(() => known.clear())
  return async (key) => {
    const moment = moments.look()
    const remembered = known.get(key)
    if (remembered !== undefined) return remembered
    const found = await read(key)
    // Of what a commit came after, nobody knows whether it still is so.
    if (found !== undefined && found !== null && moments.look() === moment) known.set(key, found)
    return found
  }
}
