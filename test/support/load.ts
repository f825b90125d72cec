import { formatOf } from '../../src/formats/choosing.ts'
import { type LoadedSource, loadAs } from '../../src/formats/load.ts'
import type { LoadRequest } from '../../src/loading/document.ts'

/** Loads a source whose own bytes are read, at once. */
export function load(request: LoadRequest): LoadedSource {
  return loadAs(formatOf(request), request)
}
