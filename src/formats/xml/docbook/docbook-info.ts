/** What the information of a document of DocBook says of it. */
import { allAt, at, childrenOf, personOf, type Told, titleOf, within, words } from '../told.ts'
import type { XmlElement } from '../xml-tree.ts'

export function docbookMetadata(root: XmlElement): Told[] {
  const info = childrenOf(root).find(
    ({ named }) => named === 'info' || named === 'artheader' || named === `${root.named}info`,
  )
  const either = (name: string) => at(info, name) ?? at(root, name)
  const title = either('title')
  const said = (key: string, element: XmlElement | undefined, value: unknown = words(element)): Told => ({
    key,
    value,
    element,
  })
  const id = (kind: string) =>
    allAt(info, 'biblioid').find((each) =>
      each.attrs.some(({ name, value }) => name === 'class' && value.toLowerCase() === kind),
    )
  const people = (name: string, key: string) =>
    [...allAt(info, name), ...within(at(info, 'authorgroup'), name)].flatMap((element): Told[] => {
      const value = personIn(element)
      return value === undefined ? [] : [{ key, value, element }]
    })
  const date = at(info, 'pubdate') ?? at(info, 'date')
  const license = at(info, 'legalnotice')
  const link = within(license, 'link')[0] ?? within(license, 'ulink')[0]
  return [
    said('title', title, titleOf(words(title), words(either('subtitle')))),
    ...people('author', 'author'),
    ...people('corpauthor', 'author'),
    ...people('editor', 'editor'),
    ...people('othercredit', 'contributor'),
    said('date', date),
    said('publisher', at(info, 'publisher/publishername') ?? at(info, 'publishername')),
    said('publisher-place', at(info, 'publisher/address/city')),
    said('volume', at(info, 'volumenum')),
    said('issue', at(info, 'issuenum')),
    said('page', at(info, 'pagenums')),
    said('edition', at(info, 'edition')),
    said('isbn', at(info, 'isbn') ?? id('isbn')),
    said('issn', at(info, 'issn') ?? id('issn')),
    said('doi', id('doi')),
    said('url', id('uri')),
    said(
      'license',
      license,
      link?.attrs.find(({ name }) => name === 'href' || name === 'url')?.value ??
        words(license)?.slice(0, 500),
    ),
    said('abstract', at(info, 'abstract')),
    ...within(at(info, 'keywordset'), 'keyword').map((element) => said('keywords', element)),
    {
      key: 'language',
      value: root.attrs.find(({ name }) => name === 'xml:lang' || name === 'lang')?.value,
    },
    { key: 'type', value: root.named === 'book' ? 'book' : undefined },
  ].filter(({ value }) => value !== undefined)
}

function personIn(element: XmlElement): unknown {
  const organisation = within(element, 'orgname')[0]
  const family = words(within(element, 'surname')[0])
  if (family === undefined && organisation && !at(element, 'personname'))
    return { literal: words(organisation) }
  if (element.named === 'corpauthor') return { literal: words(element) }
  return personOf({
    family,
    given:
      [
        words(within(element, 'firstname')[0] ?? within(element, 'givenname')[0]),
        words(within(element, 'othername')[0]),
      ]
        .filter(Boolean)
        .join(' ') || undefined,
    suffix: words(within(element, 'lineage')[0]),
    whole: words(at(element, 'personname') ?? element),
  })
}
