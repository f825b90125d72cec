import type { LoadedDocument, LoadRequest } from './document.ts'
import type { Format } from './formats/format.ts'
import { formatOf } from './formats/registry.ts'
import { interpret } from './interpret.ts'

/** A source with what was made of it. `request` has the media type that its format found it to be. */
export interface LoadedSource {
  request: LoadRequest
  document: LoadedDocument
}

/**
 * Loads a source in the format that it is in. Throws a `LoadingError` that says what is wrong with it and what
 * to do; pure otherwise: the same request gives the same document.
 */
export function load(request: LoadRequest): LoadedSource {
  const format = formatOf(request)
  const mediaType = format.mediaTypes.find((type) => type === request.mediaType) ?? format.mediaTypes[0]!
  return { request: { ...request, mediaType }, document: loadIn(format, request) }
}

/** Loads a source in a format, whatever its media type and its name say. Throws as `load` does. */
export function loadIn(format: Format, request: LoadRequest): LoadedDocument {
  return interpret(format.read(request.bytes), request, format)
}
