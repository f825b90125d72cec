/** Chooses the loader of a source: by its media type, else its file name, else its content. */
import type { Loader } from './document.ts'
import { UnsupportedMediaType } from './errors.ts'
import { LOADERS, markdownLoader, plainLoader } from './loaders.ts'

/** What a loader is chosen by. */
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

/** The loader for a source. Throws `UnsupportedMediaType`, naming the types there are, when its type has none. */
export function chooseLoader({ mediaType = '', fileName = '', bytes }: Choice): Loader {
  const type = mediaType.split(';')[0]!.trim().toLowerCase()
  if (!UNTOLD.has(type)) return loaderOfType(type)
  const extension = /\.([^./\\]{1,16})$/.exec(fileName)?.[1]?.toLowerCase()
  if (extension !== undefined) return loaderOfExtension(extension)
  return looksLikeMarkdown(bytes) ? markdownLoader : plainLoader
}

/** Every media type that can be loaded. */
export const MEDIA_TYPES: readonly string[] = LOADERS.flatMap((loader) => loader.mediaTypes)

function loaderOfType(type: string): Loader {
  const loader = LOADERS.find(({ mediaTypes }) => mediaTypes.includes(type))
  if (loader !== undefined) return loader
  throw new UnsupportedMediaType(
    `No loader reads the media type "${type.slice(0, 100)}". Send one of: ${MEDIA_TYPES.join(', ')}.`,
  )
}

function loaderOfExtension(extension: string): Loader {
  const loader = LOADERS.find(({ extensions }) => extensions.includes(extension))
  if (loader !== undefined) return loader
  const known = LOADERS.flatMap(({ extensions }) => extensions).map((name) => `.${name}`)
  throw new UnsupportedMediaType(
    `No loader reads ".${extension}" files. Send ${known.join(', ')}, or say the media type: ${MEDIA_TYPES.join(', ')}.`,
  )
}

/** Bytes of the beginning that are looked at for marks. */
const SAMPLE = 65_536
const MARKS = [
  /^ {0,3}#{1,6}[ \t]+\S/m,
  /\[[^\]\n]{1,200}\]\((?:https?:\/\/|\/|#|mailto:)[^\s)]{0,2000}\)/,
  /^```/m,
  /(?:^|\s)\*\*[^\s*][^*\n]{0,200}\*\*(?:\W|$)/m,
  /^\ufeff?---[ \t]*\r?\n[A-Za-z][\w-]*:/,
]

/** A heading, a link, a fence, strong emphasis or front matter: marks that plain text does not have. */
function looksLikeMarkdown(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, SAMPLE)).toString('utf8')
  return MARKS.some((mark) => mark.test(text))
}
