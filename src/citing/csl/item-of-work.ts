/** A work's metadata → the CSL item that styles format. */
import {
  DATE_DETAILS,
  DATE_FIELDS,
  NAME_DETAILS,
  NAME_FIELDS,
  TEXT_DETAILS,
  TEXT_FIELDS,
} from '../../loading/metadata/details.ts'
import type { Details, LabelledUrl, Metadata, Name } from '../../loading/metadata/metadata.ts'
import { cslDate } from './date.ts'
import type { CslDate, CslItem, CslName } from './item.ts'

/** Which copy a citation leads to: the original publication, the archive it was taken from, or this server. */
export const CITED_COPIES = ['original', 'archive', 'this'] as const
export type CitedCopy = (typeof CITED_COPIES)[number]

/** `here` names this server's archive and gives the work's address in it; needed for `source: 'this'`. */
export interface CslItemOptions {
  id: string
  source?: CitedCopy
  here?: { label: string; url: string }
}

/**
 * The CSL item of a work. Fields that are not known are left out. An archive is named by `archive` and led to
 * by `URL`; a URL never stands in `archive_location`, where styles print it as a shelf mark.
 */
export function cslItem(metadata: Metadata, { id, source = 'original', here }: CslItemOptions): CslItem {
  const cited = citedCopy(metadata, source, here)
  return present({
    id,
    type: metadata.type,
    title: metadata.title,
    author: metadata.authors.length > 0 ? metadata.authors.map(cslName) : null,
    issued: dated(metadata.issued),
    'container-title': metadata.containerTitle,
    publisher: metadata.publisher,
    archive: cited.archive,
    URL: cited.url,
    accessed: source === 'this' ? null : dated(metadata.retrieved),
    language: metadata.language,
    ...variablesOf(metadata),
  })
}

/** What is not known stays undefined. */
function variablesOf(details: Details): Partial<CslItem> {
  return Object.fromEntries([
    ...TEXT_FIELDS.map((field) => [TEXT_DETAILS[field], details[field]]),
    ...NAME_FIELDS.map((field) => [NAME_DETAILS[field], details[field]?.map(cslName)]),
    ...DATE_FIELDS.map((field) => [DATE_DETAILS[field], dated(details[field] ?? null)]),
    ['keyword', details.keywords?.join(', ')],
  ])
}

function citedCopy(metadata: Metadata, source: CitedCopy, here: LabelledUrl | undefined) {
  const copy = source === 'this' ? here : source === 'archive' ? metadata.archive : undefined
  return copy?.url ? { archive: copy.label, url: copy.url } : { archive: null, url: metadata.url }
}

function dated(date: { edtf: string | null; raw: string } | null): CslDate | null {
  return (date && cslDate(date)) ?? null
}

/** A name as CSL has it. A family that begins in lower case and gives no particle is one word with its particle. */
function cslName(name: Name): CslName {
  if (name.literal !== undefined) return { literal: name.literal }
  const { family, given, suffix } = name
  const particles = {
    'dropping-particle': name['dropping-particle'],
    'non-dropping-particle': name['non-dropping-particle'],
  }
  const whole = looksParted(family, given) && Object.values(particles).every((particle) => !particle)
  return present({ family, given, ...particles, suffix, 'parse-names': whole ? false : null })
}

/** Where citeproc would split off a particle by itself: "al-Haj Saleh", "d’Arc", "Ludwig van". */
function looksParted(family = '', given = ''): boolean {
  return /^[\p{Ll}'’]/u.test(family) || /(?:^|\s)\p{Ll}[^\s]*$/u.test(given)
}

/** The object without its absent members. */
function present<T extends object>(members: { [K in keyof T]: T[K] | null | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value != null && value !== '')) as T
}
