import { html as escaped } from 'ghtml'

/** HTML that is safe to stand in a page: only `html` makes it, and `trusted`, which says who vouches for it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

/** What may stand in a template. Text is escaped; nothing is written for null, undefined and false. */
export type Value = Html | string | number | null | undefined | false | readonly Value[]

/** Writes HTML: all text that is put into the template is escaped, for content and for attributes in quotation marks. */
export function html(literals: TemplateStringsArray, ...values: readonly Value[]): Html {
  let text = literals[0]!
  for (let at = 0; at < values.length; at++) text += printed(values[at]) + literals[at + 1]!
  return new Html(text)
}

/** HTML of ours that did not come from a template, such as what the citation processor prints. */
export function trusted(text: string): Html {
  return new Html(text)
}

/** An element whose name is chosen from ours; its attributes are a template's. */
export function element(name: string, attributes: Html, content: Html): Html {
  return new Html(`<${name}${attributes.text}>${content.text}</${name}>`)
}

export const NOTHING = new Html('')

function printed(value: Value): string {
  if (typeof value === 'string') return escaped`${value}`
  if (value instanceof Html) return value.text
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'object') return value.map(printed).join('')
  return escaped`${value}`
}
