/** Which format a source is in: by its content where it can be no other, else its media type, else its name. */
import { UnsupportedMediaType } from '../loading/errors.ts'
import { beginningInUtf8 } from './encodings/unicode.ts'
import type { Format } from './format.ts'
import { plainText } from './plain-text/plain-text.ts'
import { FORMATS, MEDIA_TYPES } from './registry.ts'

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
  'application/zip',
])

/** Bytes of the beginning that are looked at. */
const SAMPLE = 65_536

/** The format of a source. Throws `UnsupportedMediaType`, naming the types there are, when its type has none. */
export function formatOf(choice: Choice): Format {
  const beginning = choice.bytes.subarray(0, SAMPLE)
  const [type, extension] = [typeOf(choice), extensionOf(choice)]
  const certain = formatByContent(beginning)
  if (certain) return certain
  if (type !== undefined) return formatOfType(type)
  if (extension !== undefined) return formatOfExtension(extension)
  return formatOfText(Buffer.from(beginningInUtf8(beginning)).toString())
}

/** A sentence for a media type, or else a name, that says another format than a source was found to be in. */
export function misnamed(choice: Choice, { title, mediaTypes, extensions }: Format): string[] {
  const [type, extension] = [typeOf(choice), extensionOf(choice)]
  const said =
    type === undefined ? `name ends in ".${extension}"` : `media type was given as "${type.slice(0, 100)}"`
  const isTold =
    type === undefined
      ? extension === undefined || extensions.includes(extension) || !isKnown(extension)
      : mediaTypes.includes(type)
  return isTold ? [] : [`The source was read as ${title}, by its content, although its ${said}.`]
}

function isKnown(extension: string): boolean {
  return FORMATS.some(({ extensions }) => extensions.includes(extension))
}

/** The format of a file that can be of no other, by the bytes of its beginning. */
export function formatByContent(beginning: Uint8Array): Format | undefined {
  const text = beginningInUtf8(beginning)
  return FORMATS.find((format) => format.isOfKind?.(text))
}

/** The format of a text, by its beginning. */
export function formatOfText(beginning: string): Format {
  const text = beginning.replace(/^\ufeff/, '')
  return FORMATS.find((format) => format.recognises?.(text)) ?? plainText
}

/** Undefined where it says nothing. */
function typeOf({ mediaType = '' }: Choice): string | undefined {
  const type = mediaType.split(';')[0]!.trim().toLowerCase()
  return UNTOLD.has(type) ? undefined : type
}

function extensionOf({ fileName = '' }: Choice): string | undefined {
  return /\.([^./\\]{1,16})$/.exec(fileName)?.[1]?.toLowerCase()
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
  const known = [...new Set(FORMATS.flatMap(({ extensions }) => extensions))].map((name) => `.${name}`)
  throw new UnsupportedMediaType(
    `No loader reads ".${extension}" files. Send ${known.join(', ')}, or say the media type: ${MEDIA_TYPES.join(', ')}.`,
  )
}
