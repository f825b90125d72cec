import type { CitationOptions } from '../citing/cited.ts'
import type { Citation } from '../citing/citer.ts'
import type { TextForm } from '../citing/forms/text-forms.ts'
import type { CitableThing } from '../resolving/citable.ts'
import { type Citable, citableParagraph, citableQuote, citableWork } from '../wire/cited.ts'
import { inTextForm } from '../wire/text-form.ts'
import type { Urls } from '../wire/urls.ts'
import { addressesOf } from './addresses.ts'

interface Wanted {
  citation: Citation
  form: string
  options: CitationOptions
  config: Parameters<typeof addressesOf>[0]
}

/** What is cited, in a form of `src/citing/forms`, with the addresses that the archive is served at. */
export function citedInText(thing: CitableThing, { citation, form, options, config }: Wanted): string {
  const urls = addressesOf(config)
  return inTextForm(urls, citableOf(urls, thing), { form: form as TextForm, citation, options })
}

function citableOf(urls: Urls, { work, paragraph, quote }: CitableThing): Citable {
  if (paragraph) return citableParagraph(urls, work, paragraph)
  return quote ? citableQuote(urls, work, quote) : citableWork(urls, work)
}
