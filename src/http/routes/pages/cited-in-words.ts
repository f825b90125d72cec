import type { Citer } from '../../../citing/citer.ts'
import type { Embedded } from '../../../pages/embed/embed-code.ts'
import { type Citable, citationRequest } from '../../../wire/cited.ts'
import type { Urls } from '../../../wire/urls.ts'

/** What is shown in others' pages is cited as most know it. */
export async function citedInWords(
  { citer, urls }: { citer: Citer; urls: Urls },
  citable: Citable,
): Promise<Embedded> {
  return { citable, citation: await citer.cite(citationRequest(urls, citable, { style: 'apa' })) }
}
