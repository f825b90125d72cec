import type { CitationOptions } from '../citing/cited.ts'
import type { Citation } from '../citing/citer.ts'
import { type TextForm, textForm } from '../citing/forms/text-forms.ts'
import { type Citable, exportedRecord } from './cited.ts'
import type { Urls } from './urls.ts'

/** What is cited, in a form that goes into a text which is being written. */
export function inTextForm(
  urls: Urls,
  citable: Citable,
  { form, citation, options }: { form: TextForm; citation: Citation; options: CitationOptions },
): string {
  const { suppressAuthor } = options
  const record = exportedRecord(urls, citable, { ...options, citation: citation.bibliography.text })
  return textForm(form, { record, citation, suppressAuthor })
}
