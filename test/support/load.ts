import type { LoadRequest } from '../../src/loading/document.ts'
import { formatOf } from '../../src/loading/formats/choosing.ts'
import { type LoadedSource, loadAs } from '../../src/loading/load.ts'

/** Loads a source whose own bytes are read, at once. */
export function load(request: LoadRequest): LoadedSource {
  return loadAs(formatOf(request), request)
}
