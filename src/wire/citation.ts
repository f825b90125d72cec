import type { Static } from 'typebox'
import type { CitationOptions } from '../citing/cited.ts'
import type { Citation } from '../citing/citer.ts'
import { coins } from '../citing/exports/coins.ts'
import { isTextForm } from '../citing/forms/text-forms.ts'
import { ColophonError } from '../errors.ts'
import { xmlEscaped } from '../text/xml.ts'
import type { Body } from './body.ts'
import { bibliographyType } from './citation-formats.ts'
import { type Citable, exportedRecord } from './cited.ts'
import type { CitationSchema, FORMS } from './schemas/citation.ts'
import { inTextForm } from './text-form.ts'
import type { Urls } from './urls.ts'

/** The media types that one form of a citation is sent in. */
export type FormType = 'text/plain' | 'text/html' | 'text/x-bibliography'

/** The wire shape of a citation, in all its forms. */
export function citationView(
  { url, work }: Citable,
  citation: Citation,
  { source }: CitationOptions,
): Static<typeof CitationSchema> {
  const missing =
    source === 'archive' && !work.metadata.archive?.url
      ? ['No archive’s address of the work is known: the original publication is cited.']
      : []
  return { of: url, ...citation, warnings: [...missing, ...citation.warnings] }
}

const MEMBER = {
  bibliography: 'bibliography',
  'in-text': 'inText',
  narrative: 'narrative',
  note: 'note',
} as const

interface Asked {
  citation: Citation
  options: CitationOptions
  form: (typeof FORMS)[number] | undefined
  type: FormType
}

/** The asked form alone, the entry when none was asked for. */
export function formBody(
  { urls }: { urls: Urls },
  citable: Citable,
  { citation, options, form = 'bibliography', type }: Asked,
): Body {
  const { style, locale } = citation
  if (isTextForm(form)) {
    const text = inTextForm(urls, citable, { form, citation, options })
    return type === 'text/html'
      ? { type: 'text/html; charset=utf-8', body: `<pre>${xmlEscaped(text)}</pre>` }
      : { type: 'text/plain; charset=utf-8', body: text }
  }
  const formatted = citation[MEMBER[form]]
  if (!formatted) {
    throw new ColophonError(
      'not_acceptable',
      `The style ${style.id} has no notes. Ask for the form bibliography, in-text or narrative.`,
      { available: ['bibliography', 'in-text', 'narrative'] },
    )
  }
  if (type === 'text/plain') return { type: 'text/plain; charset=utf-8', body: formatted.text }
  if (type === 'text/x-bibliography')
    return { type: bibliographyType(style.id, locale), body: formatted.text }
  const record = exportedRecord(urls, citable, { ...options, citation: formatted.text })
  const hidden =
    form === 'bibliography' ? `<span class="Z3988" title="${xmlEscaped(coins(record))}"></span>` : ''
  return { type: 'text/html; charset=utf-8', body: formatted.html + hidden }
}
