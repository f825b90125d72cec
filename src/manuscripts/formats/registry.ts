/** The formats of manuscripts, and which of them a file is in: by its media type, else its name, else its content. */
import { UnsupportedMediaType } from '../../loading/errors.ts'
import type { ManuscriptFormat } from './format.ts'
import { html } from './html/html.ts'
import { latex } from './latex/latex.ts'
import { docx } from './packed/docx.ts'
import { epub } from './packed/epub.ts'
import { odt } from './packed/odt.ts'
import { markdown, plainText } from './texts.ts'

/** Every format there is, in the order in which they are asked. */
export const MANUSCRIPT_FORMATS: readonly ManuscriptFormat[] = [
  docx,
  odt,
  epub,
  html,
  latex,
  markdown,
  plainText,
]

/** Every media type that can be read. */
export const MANUSCRIPT_TYPES: readonly string[] = MANUSCRIPT_FORMATS.flatMap(({ mediaTypes }) => mediaTypes)

/** Every extension of a file that can be read, without the dot. */
export const MANUSCRIPT_EXTENSIONS: readonly string[] = MANUSCRIPT_FORMATS.flatMap(
  ({ extensions }) => extensions,
)

/** What a sentence calls the formats: "HTML, Markdown or plain text". */
export const MANUSCRIPT_TITLES = new Intl.ListFormat('en', { type: 'disjunction' }).format(
  MANUSCRIPT_FORMATS.map(({ title }) => title),
)

/** The most bytes of a manuscript in any format. */
export const MOST_MANUSCRIPT_BYTES = Math.max(...MANUSCRIPT_FORMATS.map(({ mostBytes }) => mostBytes))

/** What a format is chosen by. */
interface Choice {
  /** A media type, parameters allowed; those that say nothing are passed over. */
  mediaType: string
  fileName?: string | undefined
  bytes: Uint8Array
}

/** Media types that tools send when they do not know. */
const UNTOLD: ReadonlySet<string> = new Set([
  '',
  'application/octet-stream',
  'application/zip',
  'application/x-www-form-urlencoded',
])

/** The format of a manuscript; a text of which nobody says what it is may be Markdown. @throws UnsupportedMediaType that names the types there are */
export function manuscriptFormatOf({ mediaType, fileName = '', bytes }: Choice): ManuscriptFormat {
  const type = mediaType.split(';')[0]!.trim().toLowerCase()
  if (!UNTOLD.has(type)) {
    const told = MANUSCRIPT_FORMATS.find(({ mediaTypes }) => mediaTypes.includes(type))
    return told ?? refuse(`the media type "${type.slice(0, 100)}"`)
  }
  const extension = /\.([^./\\]{1,16})$/.exec(fileName)?.[1]?.toLowerCase()
  if (extension !== undefined) {
    const named = MANUSCRIPT_FORMATS.find(({ extensions }) => extensions.includes(extension))
    return named ?? refuse(`".${extension}" files`)
  }
  return MANUSCRIPT_FORMATS.find((format) => format.recognises?.(bytes)) ?? markdown
}

function refuse(what: string): never {
  const extensions = MANUSCRIPT_EXTENSIONS.map((name) => `.${name}`)
  throw new UnsupportedMediaType(
    `No reader takes ${what} for a manuscript. Send ${extensions.join(', ')}, or say the media type: ${MANUSCRIPT_TYPES.join(', ')}.`,
  )
}
