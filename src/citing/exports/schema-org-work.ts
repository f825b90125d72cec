/** A work as a schema.org node. */
import { doiPath } from '../../loading/metadata/doi-path.ts'
import type { CslDate, CslItem, CslName } from '../csl/item.ts'
import { calendarDate } from './calendar.ts'
import type { CitedThing } from './cited-thing.ts'
import { edtfPoint, W3CDTF } from './edtf.ts'
import { type Node, node } from './json-ld.ts'
import { type NameParts, nameParts, spokenName, withParticle } from './name-parts.ts'
import { plainText } from './rich-text.ts'
import { schemaContainerType, schemaType } from './schema-org-types.ts'

/** The work: `url` leads to the copy that is cited, `@id` and `archivedAt` to the archive's record. */
export function schemaWork({ item, work, license }: CitedThing): Node {
  const type = schemaType(item.type)
  const title = plainText(item.title)
  return node({
    '@type': type,
    '@id': work.url,
    identifier: work.id,
    url: item.URL ?? work.url,
    archivedAt: work.url,
    sameAs: item.DOI && `https://doi.org/${doiPath(item.DOI)}`,
    name: title,
    headline: /Article$|Posting$/.test(type) ? title : null,
    author: names(item.author),
    editor: names(item.editor),
    translator: names(item.translator),
    datePublished: isoDate(item.issued),
    inLanguage: item.language,
    publisher: item.publisher && { '@type': 'Organization', name: item.publisher },
    isbn: item.ISBN,
    bookEdition: item.edition,
    pagination: item.page,
    abstract: item.abstract,
    keywords: item.keyword,
    genre: item.genre,
    license,
    isPartOf: container(item),
  })
}

/** A day, a month or a year of ISO 8601 (schema.org, "Date"): the first of a range, the year of a season. */
function isoDate(date: CslDate | undefined): string | null {
  const [first] = calendarDate(date)?.points ?? []
  if (first === undefined) return null
  const { season: _, ...day } = first
  const iso = edtfPoint(day)
  return W3CDTF.test(iso) ? iso : null
}

/** What contains the work, in its volume and issue where it has them. */
function container(item: CslItem): Node | null {
  const name = plainText(item['container-title'])
  const whole = node({ '@type': schemaContainerType(item.type), name, issn: item.ISSN })
  const volume = within('PublicationVolume', 'volumeNumber', item.volume, name === '' ? null : whole)
  return within('PublicationIssue', 'issueNumber', item.issue, volume)
}

function within(type: string, property: string, number: string | undefined, whole: Node | null): Node | null {
  return number === undefined ? whole : node({ '@type': type, [property]: number, isPartOf: whole })
}

function names(list: readonly CslName[] | undefined): Node[] {
  return nameParts(list).map(person)
}

/** A literal name may be a group's or a person's: it gets no type. */
function person(parts: NameParts): Node {
  const name = spokenName(parts)
  if (parts.literal !== undefined) return { name }
  const { particle, family, given, suffix } = parts
  return node({
    '@type': 'Person',
    name,
    givenName: given,
    familyName: withParticle(particle, family),
    honorificSuffix: suffix,
  })
}
