import { EXPORT_FORMATS, type ExportFormat } from '../citing/exports/index.ts'
import { ANNOTATION_CONTEXT } from '../quoting/selectors/check-annotation.ts'

/** A media type that answers come in: what it is called, and what else asks for it. */
export interface MediaType {
  title: string
  /** Of an address, without its first dot; `?format=` takes it too. */
  extension: string
  /** What `?format=` takes beside the extension and the media type. */
  names: readonly string[]
  /** Other media types that ask for the same. */
  aliases: readonly string[]
}

/** The formats of a citation, in the order in which they are listed: formatted in a style, then the exports. */
export const CITATION_FORMATS = {
  'text/x-bibliography': {
    title: 'Formatted citation',
    extension: 'bibliography',
    names: ['x-bibliography'],
    aliases: [],
  },
  ...EXPORT_FORMATS,
} as const satisfies Readonly<Record<string, MediaType>>

export type ExportType = keyof typeof EXPORT_FORMATS
export type CitationType = keyof typeof CITATION_FORMATS

export const EXPORT_TYPES = Object.keys(EXPORT_FORMATS) as ExportType[]
export const CITATION_TYPES = Object.keys(CITATION_FORMATS) as CitationType[]

/** A Web Annotation (W3C): of the media type for JSON-LD, told from others by its profile. */
export const ANNOTATION_TYPE = `application/ld+json; profile="${ANNOTATION_CONTEXT}"`
export const ANNOTATION_EXTENSION = 'anno.jsonld'

/** Provenance as linked data (W3C PROV-O), by the namespace of its vocabulary. */
export const PROV_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/prov#"'

/** Media types of JSON-LD that are told from others by their profile. */
const BY_PROFILE = new Map([
  [ANNOTATION_CONTEXT as string, ANNOTATION_TYPE],
  ['http://www.w3.org/ns/prov#', PROV_TYPE],
])

/** Every media type that some address offers, in the order in which links to them are listed. */
const MEDIA_TYPES: Readonly<Record<string, MediaType>> = {
  'application/json': { title: 'JSON', extension: 'json', names: [], aliases: [] },
  'text/plain': { title: 'Text', extension: 'txt', names: ['text'], aliases: [] },
  'text/markdown': { title: 'Markdown', extension: 'md', names: ['markdown'], aliases: [] },
  'application/x-ndjson': { title: 'NDJSON', extension: 'ndjson', names: [], aliases: [] },
  'text/html': { title: 'HTML', extension: 'html', names: [], aliases: [] },
  'application/tei+xml': { title: 'TEI', extension: 'tei.xml', names: ['tei'], aliases: [] },
  ...CITATION_FORMATS,
  [ANNOTATION_TYPE]: {
    title: 'Web Annotation',
    extension: ANNOTATION_EXTENSION,
    names: ['anno', 'annotation'],
    aliases: [],
  },
  'application/linkset+json': { title: 'Link set', extension: 'linkset.json', names: [], aliases: [] },
  'application/linkset': { title: 'Link set as text', extension: 'linkset', names: [], aliases: [] },
  [PROV_TYPE]: { title: 'PROV-O JSON-LD', extension: 'prov.jsonld', names: ['prov', 'prov-o'], aliases: [] },
}

/** The extensions of addresses. */
export const EXTENSIONS = Object.values(MEDIA_TYPES).map(({ extension }) => extension)

const TYPE_BY_NAME = new Map(
  Object.keys(MEDIA_TYPES).flatMap((type) => namesOf(type).map((name) => [name, type])),
)
const TYPE_BY_ALIAS = new Map(
  Object.entries(MEDIA_TYPES).flatMap(([type, { aliases }]) => aliases.map((alias) => [alias, type])),
)

/** The extension of addresses that ask for a media type. */
export function extensionOf(type: string): string {
  return MEDIA_TYPES[type]!.extension
}

/** All that `?format=` calls a media type. */
export function namesOf(type: string): string[] {
  const { extension, names, aliases } = MEDIA_TYPES[type]!
  return [extension, ...names, ...aliases, type]
}

/** The media types in the order in which links to them are listed. */
export function inListedOrder(types: readonly string[]): string[] {
  return Object.keys(MEDIA_TYPES).filter((type) => types.includes(type))
}

/** The media type of a value of `?format=`; the value itself when it is none of our names. */
export function typeNamed(format: string): string {
  // A "+" that was not encoded is read as a space, which no media type has.
  const name = format.toLowerCase().replaceAll(' ', '+')
  return TYPE_BY_NAME.get(name) ?? format
}

/**
 * The media type that another one stands for; itself when it stands for none. JSON-LD is what its first known profile
 * says; profiles are separated by spaces (RFC 6906).
 */
export function canonicalType({
  type,
  parameters,
}: {
  type: string
  parameters: ReadonlyMap<string, string>
}): string {
  const profiles = type === 'application/ld+json' ? parameters.get('profile') : undefined
  const known = profiles?.split(' ').find((profile) => BY_PROFILE.has(profile))
  if (known !== undefined) return BY_PROFILE.get(known)!
  return TYPE_BY_ALIAS.get(type) ?? type
}

export function isExportType(type: string): type is ExportType {
  return Object.hasOwn(EXPORT_FORMATS, type)
}

/** What a person calls a format: its first name, else its extension. */
export function shortName({ names, extension }: Pick<ExportFormat, 'names' | 'extension'>): string {
  return names[0] ?? extension
}
