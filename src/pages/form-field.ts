import { type Html, html } from './html.ts'

/** A field of a form in which a line of text is typed. */
export interface TextField {
  label: string
  name: string
  value: string | undefined
  /** An example of what can be typed. */
  example?: string
}

/** Writes it with its label. */
export function textField({ label, name, value, example }: TextField): Html {
  return html`<label>${label} <input name="${name}" value="${value ?? ''}"${example !== undefined && html` placeholder="${example}"`} maxlength="200"></label>
`
}
