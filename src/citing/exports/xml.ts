/** Writing XML 1.0. */
import { oneLine } from './plain-text.ts'

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** The text with what markup would be read as in references. */
export function markupEscaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => REFERENCES[char]!)
}

/** The text as content of an element or value of an attribute; what XML may not hold (2.2 "Characters") is gone. */
export function xmlEscaped(text: string): string {
  return markupEscaped(oneLine(text))
}

/** An element with text alone. */
export function xmlElement(
  name: string,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlEscaped(value)}"`)
  return `<${name}${written.join('')}>${xmlEscaped(text)}</${name}>`
}
