/** The formats, and which of them a source is in: by its media type, else its file name, else its content. */
import { UnsupportedMediaType } from '../errors.ts'
import type { Format } from './format.ts'
import { html } from './html/html.ts'
import { markdown } from './markdown.ts'
import { docx, epub, odt } from './packed/packed.ts'
import { plainText } from './plain-text.ts'

/** Every format there is, in the order in which they are asked. */
export const FORMATS: readonly Format[] = [html, docx, odt, epub, markdown, plainText]

/** Every media type that can be read. */
export const MEDIA_TYPES: readonly string[] = FORMATS.flatMap(({ mediaTypes }) => mediaTypes)

/** What a sentence calls the formats: "Markdown or plain text". */
export const FORMAT_TITLES = new Intl.ListFormat('en', { type: 'disjunction' }).format(
  FORMATS.map(({ title }) => title),
)

/** What a format is chosen by. */
export interface Choice {
  /** A media type, parameters allowed; the types that say nothing are passed over. */
  mediaType?: string | undefined
  fileName?: string | undefined
  bytes: Uint8Array
}

/** Media types that tools send when they do not know. */
const UNTOLD: ReadonlySet<string> = new Set([
  '',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
])

/** Bytes of the beginning that are looked at when nothing else tells. */
const SAMPLE = 65_536

/** The format of a source. Throws `UnsupportedMediaType`, naming the types there are, when its type has none. */
export function formatOf({ mediaType = '', fileName = '', bytes }: Choice): Format {
  const type = mediaType.split(';')[0]!.trim().toLowerCase()
  if (!UNTOLD.has(type)) return formatOfType(type)
  const extension = /\.([^./\\]{1,16})$/.exec(fileName)?.[1]?.toLowerCase()
  if (extension !== undefined) return formatOfExtension(extension)
  const beginning = bytes.subarray(0, SAMPLE)
  return formatOfPacked(beginning) ?? formatOfText(Buffer.from(beginning).toString('utf8'))
}

/** The format of a file that is no text, by the bytes of its beginning. */
export function formatOfPacked(beginning: Uint8Array): Format | undefined {
  return FORMATS.find((format) => format.isOfKind?.(beginning))
}

/** The format of a text, by its beginning. */
export function formatOfText(beginning: string): Format {
  return FORMATS.find((format) => format.recognises?.(beginning)) ?? plainText
}

function formatOfType(type: string): Format {
  const format = FORMATS.find(({ mediaTypes }) => mediaTypes.includes(type))
  if (format !== undefined) return format
  throw new UnsupportedMediaType(
    `No loader reads the media type "${type.slice(0, 100)}". Send one of: ${MEDIA_TYPES.join(', ')}.`,
  )
}

function formatOfExtension(extension: string): Format {
  const format = FORMATS.find(({ extensions }) => extensions.includes(extension))
  if (format !== undefined) return format
  const known = FORMATS.flatMap(({ extensions }) => extensions).map((name) => `.${name}`)
  throw new UnsupportedMediaType(
    `No loader reads ".${extension}" files. Send ${known.join(', ')}, or say the media type: ${MEDIA_TYPES.join(', ')}.`,
  )
}
