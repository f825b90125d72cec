import type { LoadedDocument, LoadRequest } from '../../src/loading/document.ts'
import { chooseLoader } from '../../src/loading/registry.ts'

/** The document that a source gives, read by the loader of its type. */
export function load(request: LoadRequest): LoadedDocument {
  return chooseLoader(request).load(request)
}
