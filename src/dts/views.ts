/** The answers of DTS 1.0 (https://dtsapi.org/versions/v1.0) as JSON-LD. */
import { printName } from '../loading/metadata/print-name.ts'
import type { ListedWork, WorkRecord } from '../store/works.ts'
import type { Urls } from '../wire/urls.ts'
import type { CitableUnit, CitationTree } from './citation-tree.ts'

export const DTS_JSON = 'application/ld+json'
/** What texts are given out as, the first where nothing is asked for. */
export const DOCUMENT_TYPES = ['application/tei+xml', 'text/plain'] as const
const HEAD = { '@context': 'https://dtsapi.org/context/v1.0.json', dtsVersion: '1.0' }

/** The identifier of the collection of all works. */
export function rootId(urls: Urls): string {
  return `${urls.permanent.base}/works`
}

export function entryPoint(urls: Urls) {
  return {
    ...HEAD,
    '@id': urls.path('/dts'),
    '@type': 'EntryPoint',
    collection: `${urls.path('/dts/collection')}{?id,page,nav}`,
    navigation: `${urls.path('/dts/navigation')}{?resource,ref,start,end,down,tree,page}`,
    document: `${urls.path('/dts/document')}{?resource,ref,start,end,tree,mediaType}`,
  }
}

/** The collection of all works, without its members. */
export function rootView(urls: Urls, works: number) {
  return {
    '@id': rootId(urls),
    '@type': 'Collection',
    title: 'Works',
    totalParents: 0,
    totalChildren: works,
    collection: template(urls, 'collection', { id: rootId(urls) }, 'page,nav'),
  }
}

/** A work: the collection of its versions. */
export function workView(urls: Urls, work: Pick<ListedWork, 'id' | 'metadata'>, versions: number) {
  const id = urls.permanent.work(work.id)
  return {
    '@id': id,
    '@type': 'Collection',
    title: work.metadata.title,
    totalParents: 1,
    totalChildren: versions,
    dublinCore: dublinCore(work),
    collection: template(urls, 'collection', { id }, 'page,nav'),
  }
}

/** A version of a work: a text. */
export function resourceView(urls: Urls, work: WorkRecord, trees: readonly CitationTree[]) {
  const id = urls.permanent.version(work.id, work.version.id)
  const address = urls.version(work.id, work.version.id)
  return {
    '@id': id,
    '@type': 'Resource',
    title: work.metadata.title,
    totalParents: 1,
    totalChildren: 0,
    dublinCore: { ...dublinCore(work), available: work.version.createdAt },
    collection: template(urls, 'collection', { id }, 'nav'),
    navigation: template(urls, 'navigation', { resource: id }, 'ref,start,end,down,tree,page'),
    document: template(urls, 'document', { resource: id }, 'ref,start,end,tree,mediaType'),
    download: [`${address}.tei.xml`, `${address}.txt`],
    mediaTypes: DOCUMENT_TYPES,
    citationTrees: trees.map(({ identifier, citeTypes }) => ({
      ...(identifier !== undefined && { identifier }),
      '@type': 'CitationTree',
      citeStructure: citeStructure(citeTypes),
    })),
  }
}

interface CiteStructure {
  '@type': string
  citeType: string
  citeStructure?: CiteStructure[]
}

function citeStructure([citeType, ...others]: readonly string[]): CiteStructure[] {
  if (citeType === undefined) return []
  const below = others.length > 0 && { citeStructure: citeStructure(others) }
  return [{ '@type': 'CiteStructure', citeType, ...below }]
}

export function unitView({ identifier, level, parent, citeType }: CitableUnit) {
  return { identifier, '@type': 'CitableUnit', level, parent, citeType }
}

/** Where a page stands among those of an answer. */
export interface PagePlace {
  page: number
  last: number
  at(page: number): string
}

/** A page of an answer. The first and the last have themselves for what is before and after. */
export function paged({ page, last, at }: PagePlace) {
  if (last <= 1) return {}
  return {
    view: {
      '@id': at(page),
      '@type': 'Pagination',
      first: at(1),
      previous: at(Math.max(1, page - 1)),
      next: at(Math.min(last, page + 1)),
      last: at(last),
    },
  }
}

/** The document itself. */
export function document(view: object): string {
  return JSON.stringify({ ...HEAD, ...view })
}

function template(urls: Urls, endpoint: string, given: Record<string, string>, rest: string): string {
  return `${urls.path(`/dts/${endpoint}`, given)}{&${rest}}`
}

function dublinCore({ metadata }: Pick<ListedWork, 'metadata'>) {
  const { title, authors, issued, language, publisher, license, url } = metadata
  const lang = language ?? 'und'
  return {
    title: [{ lang, value: title }],
    ...(authors.length > 0 && { creator: authors.map((name) => ({ lang, value: printName(name) })) }),
    ...(issued && { date: issued.edtf ?? issued.raw }),
    ...(language !== null && { language: [language] }),
    ...(publisher !== null && { publisher: [{ lang, value: publisher }] }),
    ...(license !== null && { license }),
    ...(url !== null && { source: [url] }),
  }
}
