/** Text made safe for formats of lines and for XML, which have no place for control characters. */

/** Controls (line breaks among them), line and paragraph separators, and code points that are no characters. */
const UNWRITABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]+/gu

/** The text on one line: well-formed, without control characters, single-spaced and trimmed. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(UNWRITABLE, ' ').replace(/ {2,}/g, ' ').trim()
}

/** What may not stand in a URI (RFC 3986, 2). A `%` is left as it is: it begins an escape. */
const NOT_IN_A_URI = /[^!#$%&'()*+,\-./\w:;=?@[\]~]+/gu

/**
 * The address with what no URI may hold percent-encoded (RFC 3987, 3.1): the same address, in ASCII, free of
 * spaces, quotation marks, backslashes and braces.
 */
export function asciiAddress(address: string): string {
  return oneLine(address).replace(NOT_IN_A_URI, encodeURIComponent)
}
