import type { Static } from 'typebox'
import { json } from '../../../wire/body.ts'
import { citationView, type FormType, formBody } from '../../../wire/citation.ts'
import { type Citable, citationRequest } from '../../../wire/cited.ts'
import type { CitationQuery } from '../../../wire/schemas/citation.ts'
import { type Asked, representations, type Writer } from '../../protocol/representations.ts'
import type { RouteContext } from '../../route-context.ts'
import { citationOptions } from './citation-options.ts'
import { type Citing, citationRows } from './citation-rows.ts'

/** What is cited at an address of its citation alone. */
export interface CitationResource extends Citing {
  services: RouteContext
  citable: Citable
  query: Static<typeof CitationQuery>
}

async function cite({ services, citable, query }: CitationResource, { parameters }: Asked) {
  const options = citationOptions(query, parameters)
  return { options, citation: await services.citer.cite(citationRequest(services.urls, citable, options)) }
}

const allForms: Writer<CitationResource> = async (resource, asked) => {
  const { citation, options } = await cite(resource, asked)
  return json(citationView(resource.citable, citation, options))
}

const oneForm =
  (type: FormType): Writer<CitationResource> =>
  async (resource, asked) => {
    const { services, citable, query } = resource
    return formBody(services, citable, { ...(await cite(resource, asked)), form: query.form, type })
  }

/** A citation in all its forms, its entry alone, and every citation format. */
export const CITATION = representations<CitationResource>({
  'application/json': allForms,
  'text/plain': oneForm('text/plain'),
  'text/html': oneForm('text/html'),
  ...citationRows(({ citable }) => citable),
})

/** One form of a citation: a text alone. */
export const CITATION_FORM = representations<CitationResource>({
  'text/plain': oneForm('text/plain'),
  'text/html': oneForm('text/html'),
  'text/x-bibliography': oneForm('text/x-bibliography'),
  'application/json': allForms,
})
