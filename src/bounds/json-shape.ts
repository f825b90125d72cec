/** How much a text of JSON may hold. */
export interface JsonBounds {
  /** Arrays and objects inside one another. */
  depth: number
  /** Values and names of members together, about. */
  values: number
}

const QUOTE = 0x22
const ESCAPE = 0x5c
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b])
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d])
const SEPARATING: ReadonlySet<number> = new Set([0x2c, 0x3a])

/**
 * Which of the bounds a text of JSON exceeds, found without parsing it: a parser makes of a few bytes each an object, and
 * recurses. Of a text that is not JSON the answer says nothing.
 */
export function exceededBound(json: Uint8Array, { depth, values }: JsonBounds): keyof JsonBounds | undefined {
  let open = 0
  let counted = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!
    if (byte === QUOTE) at = endOfString(json, at)
    else if (OPENING.has(byte)) {
      if (++open > depth) return 'depth'
      counted++
    } else if (CLOSING.has(byte)) open--
    else if (SEPARATING.has(byte)) counted++
    if (counted > values) return 'values'
  }
  return undefined
}

/** Where the string that begins here ends, or the text does. */
function endOfString(json: Uint8Array, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    if (json[at] === ESCAPE) at++
    else if (json[at] === QUOTE) return at
  }
  return json.length
}
