import type { LoadedDocument, LoadRequest } from '../loading/document.ts'
import type { Extraction } from '../loading/extraction.ts'
import { interpret } from '../loading/interpret.ts'
import { formatOf, misnamed } from './choosing.ts'
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
  return loadAs(format, request, await format.extract?.(request.bytes))
}

/** The same once its format is found, and what it extracts. */
export function loadAs(format: Format, request: LoadRequest, extraction?: Extraction): LoadedSource {
  const mediaType = format.mediaTypes.find((type) => type === request.mediaType) ?? format.mediaTypes[0]!
  const document = loadIn(format, request, extraction)
  const warnings = [...misnamed(request, format), ...document.warnings]
  return { request: { ...request, mediaType }, document: { ...document, warnings } }
}

/**
 * Loads a source in a format, whatever its media type and its name say. Throws as `loadSource` rejects.
 *
 * @param extraction what the format extracts from the source, when it does
 */
export function loadIn(format: Format, request: LoadRequest, extraction?: Extraction): LoadedDocument {
  if (extraction === undefined) return interpret(format.read(request.bytes), request, format)
  const { bytes } = extraction
  return { ...interpret(format.read(bytes), { ...request, bytes }, format), extraction }
}
