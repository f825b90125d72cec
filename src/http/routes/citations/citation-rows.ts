import type { Citer } from '../../../citing/citer.ts'
import { bibliographyBody, exportBody } from '../../../wire/citation-formats.ts'
import { type Citable, citationRequest } from '../../../wire/cited.ts'
import { EXPORT_TYPES } from '../../../wire/media-types.ts'
import type { Urls } from '../../../wire/urls.ts'
import { type Asked, long, type Resource, type Rows, type Writer } from '../../protocol/representations.ts'
import { assertNoStyle, type CitationOptionsQuery, citationOptions } from './citation-options.ts'

/** A resource that its own address cites, too. */
export interface Citing extends Resource {
  services: { citer: Citer; urls: Urls }
  query: CitationOptionsQuery
}

type CitableOf<R> = (resource: R) => Citable | Promise<Citable>

/** The rows of a table with those of every citation format among them. A style is for these alone. */
export function withCitations<R extends Citing>(
  rows: Rows<R>,
  citableOf: CitableOf<R>,
  after: Rows<R> = {},
): Rows<R> {
  return { ...withoutStyles(rows), ...citationRows(citableOf), ...withoutStyles(after) }
}

function withoutStyles<R extends Citing>(rows: Rows<R>): Rows<R> {
  return Object.fromEntries(Object.entries(rows).map(([type, write]) => [type, withoutStyle(write)]))
}

/** A row for every citation format. */
export function citationRows<R extends Citing>(citableOf: CitableOf<R>): Rows<R> {
  const exports = EXPORT_TYPES.map((type) => [
    type,
    async (resource: R, asked: Asked) => {
      const citable = await citableOf(resource)
      const options = citationOptions(resource.query, asked.parameters)
      return exportBody(resource.services, citable, { type, name: asked.type, options })
    },
  ])
  return { 'text/x-bibliography': bibliography(citableOf), ...Object.fromEntries(exports) }
}

function bibliography<R extends Citing>(citableOf: CitableOf<R>): Writer<R> {
  return async (resource, { parameters }) => {
    const { citer, urls } = resource.services
    const citable = await citableOf(resource)
    const request = citationRequest(urls, citable, citationOptions(resource.query, parameters))
    return bibliographyBody(await citer.cite(request), citable)
  }
}

function withoutStyle<R extends Citing>(write: Writer<R>): Writer<R> {
  const strict: Writer<R> = (resource, asked) => {
    assertNoStyle(resource.query)
    return write(resource, asked)
  }
  return write.isLong ? long(strict) : strict
}
