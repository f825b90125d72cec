import crypto from 'node:crypto'
import { locatorsAt } from '../numbering/numbering.ts'
import { SOFTWARE_VERSION } from '../software.ts'
import type { ParagraphEvent, ParagraphRecord, VersionCard } from '../store/paragraphs.ts'
import type { Link } from './links.ts'
import { inJson, type Members, objectPrinter, quoted } from './print.ts'
import type { Urls } from './urls.ts'

/** A paragraph as a list has it: without what all of the list have in common. */
const ITEM = {
  id: ({ record }) => quoted(record.id),
  number: ({ record }) => `${record.number}`,
  locators: ({ record }) => printLocators(record),
  kind: ({ record }) => quoted(record.kind),
  text: ({ record }) => JSON.stringify(record.text),
  core: ({ record }) => quoted(record.core),
  sha256: ({ record }) => quoted(record.sha256),
  codePoints: ({ record }) => `${record.codePoints}`,
  url: ({ record, common }) => quoted(common.paragraphs + record.id),
  quote: ({ record, common }) => quoted(common.quotes + record.core),
  sourceRanges: ({ record }) => record.sourceRanges,
} as const satisfies Members<Printable>

/** The members of a paragraph by its id. */
const ALONE: Members<Printable & { history: readonly ParagraphEvent[] }> = {
  ...ITEM,
  work: ({ common }) => common.work,
  version: ({ common }) => common.version,
  current: ({ record }) => `${record.in.newest === 1}`,
  citation: ({ record, common }) => quoted(`${common.paragraphs}${record.id}/citation`),
  previous: ({ record, common }) => neighbour(common, record.previous),
  next: ({ record, common }) => neighbour(common, record.next),
  history: ({ history, common }) => `[${history.map((event) => printEvent(common, event)).join(',')}]`,
}

export type ParagraphField = keyof typeof ITEM

/** In the order in which they are printed. */
export const PARAGRAPH_FIELDS = Object.keys(ITEM) as ParagraphField[]

interface Printable {
  record: ParagraphRecord
  common: Common
}

/** What the paragraphs of a version have in common, printed once for all of them. */
interface Common {
  base: string
  /** Beginnings of addresses. */
  paragraphs: string
  quotes: string
  versions: string
  work: string
  version: string
  /** Another one whenever something of this is another. */
  tag: string
}

const printAlone = objectPrinter(ALONE)

/** The wire shape of a paragraph that was asked for by its id, printed: with what became of it, version by version. */
export function printParagraph(
  urls: Urls,
  record: ParagraphRecord,
  history: readonly ParagraphEvent[],
): string {
  return printAlone({ record, history, common: commonOf(urls, record.in) })
}

/** Prints paragraphs as lists have them, with these members only where some are named. */
export function paragraphItemPrinter(
  urls: Urls,
  fields: readonly ParagraphField[] = PARAGRAPH_FIELDS,
): (record: ParagraphRecord) => string {
  const print = objectPrinter<Printable>(Object.fromEntries(fields.map((name) => [name, ITEM[name]])))
  return (record) => print({ record, common: commonOf(urls, record.in) })
}

/** The work and the version of a list's paragraphs, printed as the members of the list. */
export function printPlace(urls: Urls, card: VersionCard): string {
  const { work, version } = commonOf(urls, card)
  return `"work":${work},"version":${version},"current":${card.newest === 1}`
}

/**
 * What the entity tag of a paragraph is made of: text and place never change in a version. Undefined for one whose
 * history other versions have a part in.
 */
export function paragraphRevision(urls: Urls, { id, in: card }: ParagraphRecord): string | undefined {
  return card.versions === 1 ? `${id}-${commonOf(urls, card).tag}` : undefined
}

/** Typed links of a paragraph. */
export function paragraphLinks(urls: Urls, record: ParagraphRecord): Link[] {
  const url = urls.paragraph(record.id)
  return [
    { href: urls.permanent.paragraph(record.id), rel: 'cite-as' },
    { href: `${url}/citation`, rel: 'describedby', type: 'application/json' },
    { href: urls.work(record.in.work), rel: 'collection' },
    { href: `${urls.work(record.in.work)}/versions`, rel: 'version-history', type: 'application/json' },
  ]
}

/** Most works have no second numbering. */
function printLocators({ number, in: { numberings } }: ParagraphRecord): string {
  return numberings.length === 0 ? '[]' : JSON.stringify(locatorsAt(numberings, [number]))
}

function neighbour({ paragraphs }: Common, id: string | null): string {
  return id === null ? 'null' : quoted(paragraphs + id)
}

function printEvent(
  { versions, paragraphs }: Common,
  { version, createdAt, change, number, other }: ParagraphEvent,
): string {
  const of = `{"id":"${version}","url":"${versions}${version}"}`
  const to = other === null ? 'null' : quoted(paragraphs + other)
  return `{"version":${of},"createdAt":"${createdAt}","change":"${change}","number":${number},"other":${to}}`
}

const commons = new WeakMap<VersionCard, Common>()

function commonOf(urls: Urls, card: VersionCard): Common {
  const known = commons.get(card)
  // The port that the system chose is part of the base, and known only after listening.
  if (known?.base === urls.base) return known
  const common = printCommon(urls, card)
  commons.set(card, common)
  return common
}

function printCommon(urls: Urls, card: VersionCard): Common {
  const { work, slug, title, version } = card
  const printed = {
    base: urls.base,
    paragraphs: inJson(urls.paragraph('')),
    quotes: inJson(urls.quote(`${work}.`)),
    versions: inJson(urls.version(work, '')),
    work: JSON.stringify({ id: work, slug, title, url: urls.work(work) }),
    version: JSON.stringify({ id: version, url: urls.version(work, version) }),
  }
  const told = JSON.stringify([SOFTWARE_VERSION, printed, card, urls.permanent.base])
  return { ...printed, tag: crypto.hash('sha256', told, 'base64url').slice(0, 16) }
}
