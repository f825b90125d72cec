import type { LoadedDocument, LoadRequest } from './document.ts'
import type { Extraction } from './extraction.ts'
import type { Format } from './formats/format.ts'
import { formatOf } from './formats/registry.ts'
import { interpret } from './interpret.ts'

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
  const mediaType = format.mediaTypes.find((type) => type === request.mediaType) ?? format.mediaTypes[0]!
  const extraction = await format.extract?.(request.bytes)
  return { request: { ...request, mediaType }, document: loadIn(format, request, extraction) }
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
