/** What a header of TEI says of the text. */
import { allAt, at, dateOf, given, personOf, type Told, titleOf, within, words } from '../told.ts'
import type { XmlElement } from '../xml-tree.ts'

/** None of what has no value. */
export function teiMetadata(root: XmlElement): Told[] {
  const header = at(root, 'teiHeader')
  const told = header ? headerSays(header, root) : [language(root)]
  return told.filter(({ value }) => value !== undefined)
}

function headerSays(header: XmlElement, root: XmlElement): Told[] {
  const file = at(header, 'fileDesc')
  const publication = at(file, 'publicationStmt')
  const source = at(file, 'sourceDesc')
  const bibl = within(source, 'biblStruct')[0] ?? within(source, 'biblFull')[0] ?? within(source, 'bibl')[0]
  const profile = at(header, 'profileDesc')
  const monogr = within(bibl, 'monogr')[0]
  const people = (names: readonly XmlElement[], key: string): Told[] =>
    names.flatMap((element) => personsIn(element).map((value) => ({ key, value, element })))
  const authors = allAt(file, 'titleStmt/author')
  const sent = within(profile, 'correspAction').find((action) => given(action, 'type') === 'sent')
  const received = within(profile, 'correspAction').find((action) => given(action, 'type') === 'received')
  const creation = at(profile, 'creation/date')
  const issued = [
    at(sent, 'date'),
    creation,
    ...within(monogr ?? bibl, 'date'),
    ...within(publication, 'date'),
  ]
  const date = issued
    .map((element) => ({ element, value: dateIn(element) }))
    .find(({ value }) => value !== undefined)
  const isPart = at(bibl, 'analytic') !== undefined
  const scope = (unit: string) =>
    within(bibl, 'biblScope').find((each) => [given(each, 'unit'), given(each, 'type')].includes(unit))
  const identifiers = [...within(publication, 'idno'), ...within(bibl, 'idno')]
  const identifier = (type: RegExp) => identifiers.find((each) => type.test(given(each, 'type') ?? ''))
  const licence = within(publication, 'licence')[0]
  const said = (key: string, element: XmlElement | undefined, value: unknown = words(element)): Told => ({
    key,
    value,
    element,
  })
  return [
    ...titlesIn(allAt(file, 'titleStmt/title')),
    ...(authors.length > 0
      ? people(authors, 'author')
      : people(
          at(sent, 'persName') ? [at(sent, 'persName')!] : within(bibl, 'author').slice(0, 20),
          'author',
        )),
    ...people(allAt(file, 'titleStmt/editor'), 'editor'),
    ...people(received ? allAt(received, 'persName') : [], 'recipient'),
    ...(date ? [said('date', date.element, date.value)] : []),
    ...(isPart ? [said('container-title', allAt(monogr, 'title')[0])] : []),
    said('volume', scope('volume') ?? scope('vol')),
    said('issue', scope('issue')),
    said('page', scope('page') ?? scope('pp') ?? scope('pages')),
    said(
      'publisher',
      within(monogr ?? bibl, 'publisher')[0] ?? at(publication, 'publisher') ?? at(publication, 'authority'),
    ),
    said('publisher-place', within(monogr ?? bibl, 'pubPlace')[0] ?? at(publication, 'pubPlace')),
    said(
      'license',
      licence ?? at(publication, 'availability/p'),
      given(licence, 'target') ?? words(licence ?? at(publication, 'availability/p'))?.slice(0, 500),
    ),
    said('doi', identifier(/^doi$/i)),
    said('isbn', identifier(/^isbn$/i)),
    said('issn', identifier(/^e?issn$/i)),
    said('url', identifier(/^(?:ur[il]|purl)$/i)),
    said('edition', at(file, 'editionStmt/edition')),
    said('collection-title', at(file, 'seriesStmt/title')),
    said('abstract', at(profile, 'abstract')),
    ...allAt(profile, 'textClass/keywords').flatMap((list) =>
      [...within(list, 'term'), ...(within(list, 'term').length > 0 ? [] : within(list, 'item'))].map(
        (element) => said('keywords', element),
      ),
    ),
    language(root, at(profile, 'langUsage/language')),
  ]
}

function titlesIn(titles: readonly XmlElement[]): Told[] {
  const type = (title: XmlElement) => given(title, 'type') ?? ''
  const main = titles.find((title) => !/^(?:sub|short|alt)/.test(type(title))) ?? titles[0]
  const sub = titles.find((title) => /^sub/.test(type(title)))
  return [
    { key: 'title', value: titleOf(words(main), words(sub)), element: main },
    { key: 'title-short', value: sub && words(main), element: main },
  ]
}

function language(root: XmlElement, told?: XmlElement): Told {
  const value = given(at(root, 'text'), 'xml:lang') ?? given(told, 'ident') ?? given(root, 'xml:lang')
  return { key: 'language', value }
}

function dateIn(element: XmlElement | undefined): string | undefined {
  const when = given(element, 'when') ?? given(element, 'when-iso')
  if (when !== undefined) return when.slice(0, 10)
  const [from, to] = [
    given(element, 'from') ?? given(element, 'notBefore'),
    given(element, 'to') ?? given(element, 'notAfter'),
  ]
  if (from && to) return `${from}/${to}`
  const text = words(element)
  return text && (dateOf(text) ?? text)
}

/** An author may hold several names. */
function personsIn(element: XmlElement): unknown[] {
  const names = allAt(element, 'persName')
  return (names.length > 0 ? names : [element]).flatMap((name) => {
    const family = within(name, 'surname').map(words).filter(Boolean).join(' ') || undefined
    const given_ = within(name, 'forename').map(words).filter(Boolean).join(' ') || undefined
    const link = words(within(name, 'nameLink')[0])
    const person = personOf({
      family: family && link ? `${link} ${family}` : family,
      given: given_,
      whole: words(name),
    })
    if (allAt(element, 'orgName').length > 0 && names.length === 0)
      return [{ literal: words(at(element, 'orgName')) }]
    return person === undefined ? [] : [person]
  })
}
