import type { Command } from 'commander'
import type { Citation } from '../citing/citer.ts'
import type { CitedCopy } from '../citing/csl/item-of-work.ts'
import { note, print, printJson } from './output.ts'

/** The forms that a style prints, and what a citation calls them. */
export const FORMS = {
  bibliography: 'bibliography',
  'in-text': 'inText',
  narrative: 'narrative',
  note: 'note',
} as const

/** Forms that go into a text which is being written: see `src/citing/forms`, which is loaded for them alone. */
const TEXT_FORMS = ['markdown', 'callout', 'rtf', 'wiki', 'wiki-quote', 'plain']

export const ALL_FORMS = [...Object.keys(FORMS), ...TEXT_FORMS]

export interface CiteOptions {
  style: string
  form: string
  format?: string
  source?: CitedCopy
  locale?: string
  at?: string
  locatorLabel?: string
  items?: string
  html?: boolean
  json?: boolean
}

/** Whether a form goes into a text which is being written. */
export function isTextForm(form: string): boolean {
  return TEXT_FORMS.includes(form)
}

/** Prints a form of a citation, or all of them as JSON. */
export function printCitation(
  citation: Pick<Citation, 'style' | 'warnings' | 'bibliography' | 'inText' | 'narrative' | 'note'>,
  options: CiteOptions,
  self: Command,
): void {
  const pieces = citation[FORMS[options.form as keyof typeof FORMS]]
  if (!pieces) self.error(noNotes(citation.style))
  else if (options.json) printJson(citation)
  else print(options.html ? pieces.html : pieces.text)
  noteWarnings(citation.warnings)
}

interface Several {
  bibliography: readonly { text: string; html: string }[]
  cites: readonly { text: string; html: string }[]
  warnings: readonly string[]
}

/** Prints one bibliography of several, or the cites in their order. */
export function printCitations(cited: Several, { form, html, json }: CiteOptions, self: Command): void {
  refuseForSeveral(form, self)
  if (json) printJson(cited)
  else
    for (const piece of form === 'bibliography' ? cited.bibliography : cited.cites)
      print(html ? piece.html : piece.text)
  noteWarnings(cited.warnings)
}

/** What is made of one thing alone cannot be made of several. */
export function refuseForSeveral(form: string, self: Command): void {
  if (form === 'narrative' || isTextForm(form)) self.error(`error: the form ${form} is for one id at a time`)
}

export function noNotes({ id }: { id: string }): string {
  return `error: the style ${id} has no notes`
}

function noteWarnings(warnings: readonly string[]): void {
  for (const warning of warnings) note(`note: ${warning}`)
}
