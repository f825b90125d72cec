/** What the root of a document of XML is, by its beginning. */

/** The name of the root without a prefix, its start tag, and the declaration of a document type before it. */
export interface Root {
  name: string
  tag: string
  doctype: string
  /** What follows on its start tag, as far as was looked at. */
  inside: string
}

/** Undefined where the bytes do not begin as XML does. Linear. */
export function rootOf(beginning: Uint8Array): Root | undefined {
  const text = Buffer.from(beginning).toString()
  let at = 0
  let doctype = ''
  for (;;) {
    while (at < text.length && /[\s\ufeff]/.test(text[at]!)) at++
    if (text.startsWith('<?', at)) at = behind(text, '?>', at)
    else if (text.startsWith('<!--', at)) at = behind(text, '-->', at)
    else if (text.startsWith('<!DOCTYPE', at)) {
      const subset = text.indexOf('[', at)
      const close = text.indexOf('>', at)
      const end = subset > 0 && subset < close ? behind(text, ']', subset) : at
      const to = behind(text, '>', end)
      doctype = text.slice(at, to)
      at = to
    } else break
  }
  const [, name] = /^<(?:[\w.-]{1,50}:)?([\w.-]{1,100})(?=[\s/>])/.exec(text.slice(at, at + 200)) ?? []
  if (name === undefined) return undefined
  const end = behind(text, '>', at)
  return { name, doctype, tag: text.slice(at, end), inside: text.slice(end) }
}

function behind(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from)
  return found < 0 ? text.length : found + what.length
}
