import type { LoadedDocument, LoadRequest } from '../loading/document.ts'
import type { Extraction } from '../loading/extraction.ts'
import { interpret } from '../loading/interpret.ts'
import { formatOf, misnamed } from './choosing.ts'
import { charsetOf } from './encodings/declared.ts'
import { charsetNeeded, misdeclared, tellEncoding } from './encodings/transcoding.ts'
import type { Format } from './format.ts'

/** A source with what was made of it. `request` has the media type that its format found it to be. */
export interface LoadedSource {
  request: LoadRequest
  document: LoadedDocument
}

/**
 * Loads a source in the format that it is in. Rejects with a `LoadingError` that says what is wrong with it and what
 * to do; pure otherwise: the same request gives the same document.
 */
export async function loadSource(request: LoadRequest): Promise<LoadedSource> {
  const format = formatOf(request)
  return loadAs(format, request, await extractFrom(format, request))
}

/** What is read in place of a source; undefined where its own bytes are read. Rejects as `loadSource` does. */
export async function extractFrom(
  format: Format,
  { bytes, mediaType }: LoadRequest,
): Promise<Extraction | undefined> {
  if (format.declaredEncoding === undefined) return format.extract?.(bytes)
  const labels = { given: charsetOf(mediaType), declared: format.declaredEncoding(bytes) }
  const { transcode } = await import('./encodings/transcode.ts')
  return transcode(bytes, { ...labels, mediaType: format.mediaTypes[0]! })
}

/** The same once its format is found, and what it extracts. */
export function loadAs(format: Format, request: LoadRequest, extraction?: Extraction): LoadedSource {
  const type = request.mediaType.split(';')[0]!
  const own = format.mediaTypes.find((each) => each === type) ?? format.mediaTypes[0]!
  const mediaType = `${own}${charsetNeeded(extraction)}`
  const document = loadIn(format, request, extraction)
  const warnings = [...misnamed(request, format), ...document.warnings]
  return { request: { ...request, mediaType }, document: { ...document, warnings } }
}

/**
 * Loads a source in a format, whatever its media type and its name say. Throws as `loadSource` rejects.
 *
 * @param extraction what is read in its place, when it is
 */
export function loadIn(format: Format, request: LoadRequest, extraction?: Extraction): LoadedDocument {
  if (extraction === undefined) {
    const draft = format.read(request.bytes)
    draft.warnings.push(...misdeclared(format.declaredEncoding?.(request.bytes), draft.source))
    return interpret(draft, request, format)
  }
  const { bytes, mediaType, tool } = extraction
  const draft = tellEncoding(format.read(bytes), extraction)
  return { ...interpret(draft, { ...request, bytes }, format), extraction: { bytes, mediaType, tool } }
}
