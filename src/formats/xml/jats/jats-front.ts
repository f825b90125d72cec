/** What the front matter of JATS says of an article. */
import { allAt, at, dateOf, given, personOf, type Told, titleOf, within, words } from '../told.ts'
import type { XmlElement } from '../xml-tree.ts'

/** Kinds of dates, the one that a citation has first. */
const DATES = ['pub', 'ppub', 'collection', 'epub', 'epub-ppub', 'epreprint']

export function jatsMetadata(root: XmlElement): Told[] {
  const front = at(root, 'front') ?? root
  const meta = at(front, 'article-meta') ?? at(root, 'book-meta')
  const journal = at(front, 'journal-meta')
  const isBook = root.named !== 'article'
  const group = at(meta, 'title-group') ?? at(meta, 'book-title-group')
  const title = at(group, 'article-title') ?? at(group, 'book-title')
  const said = (key: string, element: XmlElement | undefined, value: unknown = words(element)): Told => ({
    key,
    value,
    element,
  })
  const id = (type: string) =>
    [...allAt(meta, 'article-id'), ...allAt(meta, 'book-id')].find((each) =>
      [given(each, 'pub-id-type'), given(each, 'book-id-type')].includes(type),
    )
  const [first, last] = [at(meta, 'fpage'), at(meta, 'lpage')]
  const journalTitle = at(journal, 'journal-title-group/journal-title') ?? at(journal, 'journal-title')
  const abbreviated =
    at(journal, 'journal-title-group/abbrev-journal-title') ?? at(journal, 'abbrev-journal-title')
  const licence = within(at(meta, 'permissions'), 'license')[0] ?? at(meta, 'license')
  const kind = given(root, 'article-type') ?? ''
  return [
    said('title', title, titleOf(words(title), words(at(group, 'subtitle')))),
    ...allAt(meta, 'contrib-group').flatMap(peopleIn),
    ...datesIn(meta),
    said('container-title', journalTitle),
    said('container-title-short', abbreviated),
    said('publisher', at(journal ?? meta, 'publisher/publisher-name')),
    said('publisher-place', at(journal ?? meta, 'publisher/publisher-loc')),
    said('volume', at(meta, 'volume')),
    said('issue', at(meta, 'issue')),
    said(
      'page',
      first ?? at(meta, 'elocation-id'),
      pages(words(first), words(last)) ?? words(at(meta, 'page-range')) ?? words(at(meta, 'elocation-id')),
    ),
    said('doi', id('doi')),
    said('pmid', id('pmid')),
    said('pmcid', id('pmc') ?? id('pmcid'), pmcid(words(id('pmc') ?? id('pmcid')))),
    said('issn', at(journal, 'issn')),
    said('isbn', at(meta, 'isbn')),
    said(
      'license',
      licence,
      given(licence, 'href') ?? words(within(licence, 'license_ref')[0]) ?? words(licence)?.slice(0, 500),
    ),
    said('abstract', at(meta, 'abstract'), abstractIn(at(meta, 'abstract'))),
    ...allAt(meta, 'kwd-group').flatMap((list) =>
      within(list, 'kwd').map((element) => said('keywords', element)),
    ),
    said('url', at(meta, 'self-uri'), given(at(meta, 'self-uri'), 'href')),
    { key: 'language', value: given(root, 'xml:lang') },
    { key: 'type', value: isBook ? 'book' : /book-review/.test(kind) ? 'review-book' : 'article-journal' },
  ].filter(({ value }) => value !== undefined)
}

function pages(first: string | undefined, last: string | undefined): string | undefined {
  return first && last && last !== first ? `${first}–${last}` : first
}

function pmcid(number: string | undefined): string | undefined {
  return number && (/^PMC/i.test(number) ? number : `PMC${number}`)
}

function peopleIn(group: XmlElement): Told[] {
  return allAt(group, 'contrib').flatMap((contrib): Told[] => {
    const type = given(contrib, 'contrib-type') ?? 'author'
    const key = ROLES[type]
    const name = at(contrib, 'name') ?? at(contrib, 'name-alternatives/name') ?? at(contrib, 'string-name')
    const group = at(contrib, 'collab') ?? at(contrib, 'collab-alternatives/collab')
    const value = name
      ? personOf({
          family: words(at(name, 'surname')),
          given: words(at(name, 'given-names')),
          suffix: words(at(name, 'suffix')),
          whole: words(name),
        })
      : group && { literal: ownWords(group) }
    return key === undefined || value === undefined ? [] : [{ key, value, element: name ?? group }]
  })
}

const ROLES: Readonly<Record<string, string>> = {
  author: 'author',
  editor: 'editor',
  translator: 'translator',
  compiler: 'compiler',
}

/** A group may name its members: its own name stands outside of them. */
function ownWords(group: XmlElement): string {
  const own = group.childNodes.map((node) =>
    'value' in node
      ? node.value
      : 'named' in node && (node as XmlElement).named !== 'contrib-group'
        ? (words(node as XmlElement) ?? '')
        : '',
  )
  return own.join('').replace(/\s+/g, ' ').trim()
}

function datesIn(meta: XmlElement | undefined): Told[] {
  const dates = allAt(meta, 'pub-date')
  const kindOf = (element: XmlElement) => given(element, 'date-type') ?? given(element, 'pub-type') ?? ''
  const best =
    DATES.map((kind) => dates.find((each) => kindOf(each) === kind)).find((each) => each !== undefined) ??
    dates[0]
  const value = dateIn(best)
  const received = allAt(meta, 'history/date').find((each) => given(each, 'date-type') === 'received')
  return [
    ...(value ? [{ key: 'date', value, element: best }] : []),
    ...(dateIn(received) ? [{ key: 'submitted', value: dateIn(received), element: received }] : []),
  ]
}

function dateIn(element: XmlElement | undefined): string | undefined {
  const iso = given(element, 'iso-8601-date')
  return (
    (iso && /^\d{4}(?:-\d\d){0,2}$/.test(iso) ? iso : undefined) ??
    dateOf(words(at(element, 'year')), words(at(element, 'month')), words(at(element, 'day')))
  )
}

/** Without its own heading. */
function abstractIn(abstract: XmlElement | undefined): string | undefined {
  const parts = abstract
    ? [...allAt(abstract, 'p'), ...allAt(abstract, 'sec')].flatMap((each) => words(each) ?? [])
    : []
  return parts.join(' ') || undefined
}
