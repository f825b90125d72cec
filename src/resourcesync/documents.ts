/** The documents of ResourceSync 1.1 (ANSI/NISO Z39.99-2017): sitemaps that say of each resource what it is. */
import { type XmlAttributes, xmlElement, xmlNode, xmlTag } from '../text/xml.ts'
import type { Urls } from '../wire/urls.ts'

export const RESOURCESYNC_TYPE = 'application/xml; charset=utf-8'
/** Addresses of a list. More take an index (sitemaps.org). */
export const MOST_RESOURCES = 50_000

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
const NAMESPACES = {
  xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9',
  'xmlns:rs': 'http://www.openarchives.org/rs/terms/',
}

/** What is told of a document: its kind, its moments, and the document above it. */
export interface DocumentHead {
  md: XmlAttributes
  /** Address of the document above. */
  up: string
}

/** Where the documents are. */
export const PLACES = {
  description: '/.well-known/resourcesync',
  capabilitylist: '/capabilitylist.xml',
  resourcelist: '/resourcelist.xml',
  changelist: '/changelist.xml',
  resourcedump: '/resourcedump.xml',
  /** A package of the dump. */
  package: '/resourcedump.zip',
} as const

/** The lines with which a document begins. */
export function headLines(root: 'urlset' | 'sitemapindex', { md, up }: DocumentHead): string[] {
  return [
    DECLARATION,
    xmlTag(root, NAMESPACES),
    xmlNode('rs:ln', '', { rel: 'up', href: up }),
    xmlNode('rs:md', '', md),
  ]
}

/** A resource, or a document: a line. `lastmod` is a W3C date and time. */
export function urlLine(loc: string, md: XmlAttributes, lastmod?: string): string {
  const changed = lastmod === undefined ? '' : xmlElement('lastmod', lastmod)
  return xmlNode('url', [xmlElement('loc', loc), changed, xmlNode('rs:md', '', md)])
}

/** The index of a list's pages, each with what is told of it. */
export function indexDocument(
  head: DocumentHead,
  pages: readonly { loc: string; md: XmlAttributes }[],
): string {
  const lines = pages.map(({ loc, md }) =>
    xmlNode('sitemap', [xmlElement('loc', loc), xmlNode('rs:md', '', md)]),
  )
  return [...headLines('sitemapindex', head), ...lines, '</sitemapindex>', ''].join('\n')
}

/** The Source Description (1.1, 7): the one set of resources that there is. */
export function descriptionDocument(urls: Urls): string {
  const md = { capability: 'description' }
  return [
    DECLARATION,
    xmlTag('urlset', NAMESPACES),
    xmlNode('rs:ln', '', { rel: 'describedby', href: urls.path('/docs') }),
    xmlNode('rs:md', '', md),
    urlLine(urls.path(PLACES.capabilitylist), { capability: 'capabilitylist' }),
    '</urlset>',
    '',
  ].join('\n')
}

/** The Capability List (1.1, 8). */
export function capabilityDocument(urls: Urls): string {
  const head = { md: { capability: 'capabilitylist' }, up: urls.path(PLACES.description) }
  const capabilities = ['resourcelist', 'changelist', 'resourcedump'] as const
  return [
    ...headLines('urlset', head),
    ...capabilities.map((capability) => urlLine(urls.path(PLACES[capability]), { capability })),
    '</urlset>',
    '',
  ].join('\n')
}
