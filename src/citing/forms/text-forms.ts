/** The forms in which a citation goes into a text that is being written: each is a text alone. */
import type { CitedText } from './cited-text.ts'
import { callout, pandocCitation } from './markdown.ts'
import { plainPassage } from './plain.ts'
import { rtf } from './rtf.ts'
import { wikiCitation, wikiQuotation } from './wiki.ts'

type TextFormWriter = (cited: CitedText) => string

const WRITERS = {
  /** pandoc's citation: `[@key, para. 4]`. */
  markdown: pandocCitation,
  /** A callout of Obsidian with quotation, citation and address. */
  callout,
  /** Rich text for word processors. */
  rtf,
  /** `{{cite web}}` and its kin of Wikipedia. */
  wiki: wikiCitation,
  /** `{{quote}}` with the words, and the citation as its source. */
  'wiki-quote': wikiQuotation,
  /** Plain text with the permanent address. */
  plain: plainPassage,
} as const satisfies Record<string, TextFormWriter>

export type TextForm = keyof typeof WRITERS

export const TEXT_FORMS = Object.keys(WRITERS) as TextForm[]

/** Whether the form is one of these. */
export function isTextForm(form: string): form is TextForm {
  return Object.hasOwn(WRITERS, form)
}

/** What is cited in a form. */
export function textForm(form: TextForm, cited: CitedText): string {
  return WRITERS[form](cited)
}
