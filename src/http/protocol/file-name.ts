/**
 * A file's name as it is kept, of what a client sent as one: the last part of a path (RFC 6266 §4.3), without control
 * characters and what could not be read. Undefined when nothing is left that names a file.
 */
export function fileNameOf(sent: string | undefined): string | undefined {
  const name = sent?.replace(/[\p{Cc}\ufffd]/gu, '').replace(/^.*[/\\]/, '')
  return name && !/^\.{1,2}$/.test(name) ? name : undefined
}
