/** Whatever speaks to a terminal: C0, DEL and C1 controls, and those of the direction of writing. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** A text with its controls as JSON escapes them: seen, and not obeyed. */
export function visible(text: string): string {
  return text.replace(CONTROLS, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The same of each line. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n')
}

/** The same, but for what Arabic and Hebrew are written with: marks and controls of direction stay. */
export function visibleWords(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, visible)
}

/** A value as JSON, all controls escaped: those that JSON itself would let through stand in its strings alone. */
export function visibleJson(value: unknown, indent = 0): string {
  return visibleLines(JSON.stringify(value, null, indent))
}
