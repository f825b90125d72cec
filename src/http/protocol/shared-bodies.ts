/** From this length on a body is shared, in bytes or UTF-16 units. A shorter one may lie in a pool of many. */
const SHORTEST = 64 * 1024
/** Bodies that are remembered, sent or not, before those that are gone are looked for. */
const MOST_REMEMBERED = 1000

interface Place {
  memory: WeakRef<ArrayBuffer>
  offset: number
  length: number
}

const places = new Map<string, Place>()

/**
 * The same bytes, from the memory of those that somebody is being sent just now, when there are such: many who read a
 * long text slowly then take up the room of one.
 *
 * @param digestOf tells the digest of the bytes: what has the same digest is the same
 */
export function sharedBody<T extends string | Buffer>(body: T, digestOf: () => string): T | Buffer {
  if (body.length < SHORTEST) return body
  const digest = digestOf()
  const place = places.get(digest)
  const memory = place?.memory.deref()
  if (place && memory) return Buffer.from(memory, place.offset, place.length)
  const bytes: Buffer = typeof body === 'string' ? Buffer.from(body) : body
  if (places.size >= MOST_REMEMBERED) forgetGone()
  const { buffer, byteOffset: offset, length } = bytes
  places.set(digest, { memory: new WeakRef(buffer as ArrayBuffer), offset, length })
  return bytes
}

function forgetGone(): void {
  for (const [digest, { memory }] of places) if (!memory.deref()) places.delete(digest)
}
