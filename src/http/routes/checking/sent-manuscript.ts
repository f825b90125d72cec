/** A manuscript that comes as a form, perhaps with its bibliography. */
import type { Multipart, MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { BibliographyText } from '../../../collections/lists/bibliography.ts'
import { ColophonError } from '../../../errors.ts'
import { MEBIBYTE } from '../../../formats/format.ts'
import type { Bibliography } from '../../../manuscripts/bibliography.ts'
import { MOST_TEXT_BYTES } from '../../../manuscripts/formats/most-bytes.ts'
import { MANUSCRIPT_EXTENSIONS, MOST_MANUSCRIPT_BYTES } from '../../../manuscripts/formats/registry.ts'
import type { Manuscript } from '../../../manuscripts/read-manuscript.ts'
import type { ManuscriptReader } from '../../../manuscripts/reader-thread.ts'
import { Problem } from '../../../wire/problems.ts'
import { asBrokenForm } from '../../protocol/broken-form.ts'

/** Largest bibliography that comes with a manuscript, in bytes: some two thousand entries. */
export const MOST_BIBLIOGRAPHY_BYTES = MEBIBYTE

/** Bounds of a form with a manuscript in it. */
export const FORM_LIMITS = {
  fileSize: MOST_MANUSCRIPT_BYTES,
  fieldSize: MOST_TEXT_BYTES,
  files: 2,
  parts: 4,
}

/** A manuscript, and the bibliography that came with it. */
export interface Sent {
  manuscript: Manuscript
  bibliography?: BibliographyText
}

/**
 * The parts `manuscript`, a file, or `text`, Markdown, and `bibliography`, a file. Files that are empty were not chosen.
 *
 * @throws Problem `invalid_body`, `body_too_large`
 */
export async function sentByForm(request: FastifyRequest): Promise<Sent> {
  return readParts(request).catch(asBrokenForm)
}

async function readParts(request: FastifyRequest): Promise<Sent> {
  const sent: Partial<Sent> = {}
  let text: string | undefined
  for await (const part of request.parts()) {
    if (part.fieldname === 'manuscript' && part.type === 'file') {
      const bytes = await part.toBuffer()
      if (bytes.length > 0) sent.manuscript = { bytes, ...namedType(part) }
    } else if (part.fieldname === 'bibliography') {
      const list = await bibliographyIn(part)
      if (list.text.trim() !== '') sent.bibliography = list
    } else if (part.fieldname === 'text' && part.type === 'field') text = `${part.value}`
    else
      throw new Problem(
        'invalid_body',
        `There is no part ${JSON.stringify(part.fieldname.slice(0, 80))} of this kind; the parts are "manuscript", a file, or "text", and "bibliography", a file.`,
      )
  }
  const { manuscript = text?.trim() ? pasted(text) : undefined, ...others } = sent
  if (manuscript) return { manuscript, ...others }
  throw new Problem('invalid_body', 'There is no manuscript. Send a file as "manuscript", or paste the text.')
}

function pasted(text: string): Manuscript {
  return { bytes: Buffer.from(text), mediaType: 'text/markdown' }
}

/** Programs know names better than types. */
function namedType({ filename, mimetype }: MultipartFile): Pick<Manuscript, 'mediaType' | 'fileName'> {
  const extension = /\.([^./\\]{1,16})$/.exec(filename ?? '')?.[1]?.toLowerCase()
  const isNamed = extension !== undefined && MANUSCRIPT_EXTENSIONS.includes(extension)
  return { mediaType: isNamed ? '' : mimetype, fileName: isNamed ? filename : '' }
}

async function bibliographyIn(part: Multipart): Promise<BibliographyText> {
  const bytes = part.type === 'file' ? await part.toBuffer() : Buffer.from(`${part.value}`)
  if (bytes.length > MOST_BIBLIOGRAPHY_BYTES)
    throw new Problem(
      'body_too_large',
      `The bibliography has more than ${MOST_BIBLIOGRAPHY_BYTES} bytes. Send the entries that the manuscript cites.`,
    )
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, name: part.type === 'file' ? (part.filename ?? '') : '' }
  } catch {
    throw new Problem('invalid_text', 'The bibliography is not UTF-8. Save or send it as UTF-8.')
  }
}

/** Reads what came with a manuscript. @throws Problem `invalid_body` for what is no bibliography */
export async function bibliographyIf(
  reader: ManuscriptReader,
  list: BibliographyText | undefined,
): Promise<Bibliography> {
  if (!list) return new Map()
  return reader.bibliography(list).catch((error: Error) => {
    if (!(error instanceof ColophonError) || error.code !== 'invalid_list') throw error
    throw new Problem('invalid_body', `The bibliography cannot be read: ${error.message}`)
  })
}
