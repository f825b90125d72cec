import { decodeNamedCharacterReference } from 'decode-named-character-reference'

/**
 * The characters that a reference such as `&amp;` or `&#x2014;` stands for; an unknown one stands for itself.
 * Numbers that are no character become U+FFFD (CommonMark 0.31.2, 2.5).
 */
export function decodeReference(reference: string): string {
  const numeric = /^&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));$/.exec(reference)
  if (numeric === null) return decodeNamedCharacterReference(reference.slice(1, -1)) || reference
  const codePoint = numeric[1] === undefined ? Number(numeric[2]) : Number.parseInt(numeric[1], 16)
  return isCharacter(codePoint) ? String.fromCodePoint(codePoint) : '\ufffd'
}

/** A text with its references decoded and its backslash escapes taken away, as an address in markdown has them. */
export function decodeAddress(raw: string): string {
  return decodeCharacters(raw.replace(/\\([!-/:-@[-`{-~])/g, '$1'))
}

/** A text with its references decoded. */
export function decodeCharacters(raw: string): string {
  return raw.replace(/&#?[0-9a-zA-Z]{1,32};/g, decodeReference)
}

/** White space and printable characters; not NUL, controls, surrogates, nor non-characters. */
function isCharacter(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 9 || codePoint === 10 || codePoint === 13
  if (codePoint >= 0x7f && codePoint < 0xa0) return false
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return false
  return codePoint <= 0x10ffff && (codePoint & 0xfffe) !== 0xfffe
}
