/** A power of two, so that a bit mask finds the place of a hash. */
const PLACES = 16_384

/** Remembers which keys were seen lately, by their hashes alone: 64 kB, and nothing to collect. */
export class Sightings {
  readonly #hashes = new Uint32Array(PLACES)

  /** Notes a key. True when it was seen before; seldom, false for one that was, and hardly ever true for one that was not. */
  add(key: string): boolean {
    const hash = hashOf(key)
    const place = hash & (PLACES - 1)
    if (this.#hashes[place] === hash) return true
    this.#hashes[place] = hash
    return false
  }
}

/** FNV-1a of the UTF-16 units, in 32 bits. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
