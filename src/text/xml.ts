/** Writing XML 1.0: names are the house's own, whatever else is escaped. */
import { oneLine } from './one-line.ts'

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** The text with what markup would be read as in references. */
export function markupEscaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => REFERENCES[char]!)
}

/** The text as content of an element or value of an attribute; what XML may not hold (2.2 "Characters") is gone. */
export function xmlEscaped(text: string): string {
  return markupEscaped(oneLine(text))
}

/** What XML has no place for (2.2 "Characters"), lone surrogates too. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** The text as content in which places are counted: to the letter, with U+FFFD for each code point that XML may not hold. */
export function xmlText(text: string): string {
  return markupEscaped(text.replace(NO_CHARACTER, '\ufffd'))
}

/** Attributes by their names; those that are undefined are not written. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>

/** An element with text alone. */
export function xmlElement(name: string, text: string, attributes: XmlAttributes = {}): string {
  return `${xmlTag(name, attributes)}${xmlEscaped(text)}</${name}>`
}

/** An element with content that is XML already, whole or in parts; empty where that is. */
export function xmlNode(
  name: string,
  content: string | readonly string[],
  attributes: XmlAttributes = {},
): string {
  const tag = xmlTag(name, attributes)
  const whole = typeof content === 'string' ? content : content.join('')
  return whole === '' ? `${tag.slice(0, -1)}/>` : `${tag}${whole}</${name}>`
}

/** The tag with which an element begins. */
export function xmlTag(name: string, attributes: XmlAttributes = {}): string {
  let tag = `<${name}`
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) tag += ` ${key}="${xmlEscaped(value)}"`
  return `${tag}>`
}
