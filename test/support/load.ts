import type { LoadRequest } from '../../src/loading/document.ts'
import { formatOf } from '../../src/loading/formats/registry.ts'
import { type LoadedSource, loadIn } from '../../src/loading/load.ts'

/** Loads a source whose own bytes are read, at once. */
export function load(request: LoadRequest): LoadedSource {
  const format = formatOf(request)
  const mediaType = format.mediaTypes.includes(request.mediaType) ? request.mediaType : format.mediaTypes[0]!
  return { request: { ...request, mediaType }, document: loadIn(format, request) }
}
