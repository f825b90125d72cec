/** What the keys of front matter mean: names as pandoc, Quarto, Jekyll, Hugo, Zettlr, MultiMarkdown and CSL write them. */
import { DATE_DETAILS, NAME_DETAILS, TEXT_DETAILS } from './details.ts'

/** Whose field a key is, in the way that its values are read. */
export type Meaning = {
  field: string
  as: 'text' | 'names' | 'date' | 'keywords' | 'language' | 'type' | 'address'
}

const text = (field: string): Meaning => ({ field, as: 'text' })
const names = (field: string): Meaning => ({ field, as: 'names' })
const date = (field: string): Meaning => ({ field, as: 'date' })
const keywords: Meaning = { field: 'keyword', as: 'keywords' }
const language: Meaning = { field: 'language', as: 'language' }
const address: Meaning = { field: 'url', as: 'address' }

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ...both(TEXT_DETAILS, text),
  ...both(NAME_DETAILS, (_, variable) => names(variable)),
  ...both(DATE_DETAILS, date),
  ...Object.entries<Meaning>({
    title: text('title'),
    author: names('author'),
    authors: names('author'),
    creator: names('author'),
    by: names('author'),
    date: date('issued'),
    issued: date('issued'),
    published: date('issued'),
    publishdate: date('issued'),
    'publish-date': date('issued'),
    'publication-date': date('issued'),
    'date-published': date('issued'),
    accessed: date('retrieved.date'),
    retrieved: date('retrieved.date'),
    lang: language,
    language,
    locale: language,
    publisher: text('publisher'),
    institution: text('publisher'),
    school: text('publisher'),
    license: text('license'),
    licence: text('license'),
    rights: text('license'),
    url: address,
    link: address,
    source: address,
    'canonical-url': address,
    canonicalurl: address,
    'container-title': text('containerTitle'),
    containertitle: text('containerTitle'),
    journal: text('containerTitle'),
    'journal-title': text('containerTitle'),
    booktitle: text('containerTitle'),
    newspaper: text('containerTitle'),
    series: text('collectionTitle'),
    pages: text('page'),
    place: text('publisherPlace'),
    event: text('eventTitle'),
    conference: text('eventTitle'),
    type: { field: 'type', as: 'type' },
    keyword: keywords,
    keywords,
    subject: keywords,
    subjects: keywords,
  }),
])

/** Keys that speak to the programs that make sites, slides and books, and say nothing that a citation has. */
const FOR_PROGRAMS = new Set(
  `aliases author-meta author-title bibliography body-classes cache cascade categories category citation-style class classes
  classoption code-fold collection colorlinks comments copyright cover css cssclass cssclasses csl created date-format
  date-meta date-modified description dir documentclass draft eleventycomputed eleventyexcludefromcollections
  eleventynavigation engine excerpt execute execute-dir expirydate featured featured-image filters fontfamily fontsize format
  from geometry header header-includes hidden hyphens id image images include-after include-before indent jupyter kernel kind
  knitr lastmod last-modified layout lightbox linestretch link-citations linkcolor listing listings logo lot lof mainfont
  margin markup math mathjax mathspec menu menus meta mobile modified monofont nav navigation nocite no-index noindex
  number-sections numbersections og order outputs output pagetitle papersize parent params permalink pin pinned post-id preview
  priority pubtype published-at reading-time redirect redirect-from redirect-to reference-section-title references robots sansfont
  search sidebar site-url sitemap slug social sort standalone summary tag tags teaser template templateengine thanks theme
  thumbnail title-block-banner title-meta title-prefix to toc toc-depth toc-title top-level-division translationkey
  uid unlisted updated uuid variables videos visibility website weight zotero`.split(/\s+/),
)

/** What a key means; undefined for one that is not known, null for one that is for programs alone. */
export function meaningOf(key: string): Meaning | null | undefined {
  const name = key.trim().toLowerCase().replace(/[_ ]+/g, '-')
  return MEANINGS.get(name) ?? (FOR_PROGRAMS.has(name) ? null : undefined)
}

/** The keys that mean something, for whoever mistyped one. */
export const KNOWN_KEYS: readonly string[] = [...MEANINGS.keys()]

/** By the field's own name and by that of the variable of CSL. */
function both(
  details: Readonly<Record<string, string>>,
  meaning: (field: string, variable: string) => Meaning,
): [string, Meaning][] {
  return Object.entries(details).flatMap(([field, variable]) =>
    [field.toLowerCase(), variable.toLowerCase().replaceAll('_', '-')].map((key): [string, Meaning] => [
      key,
      meaning(field, variable),
    ]),
  )
}
