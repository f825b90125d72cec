import { createRequire } from 'node:module'
import type citeproc from 'citeproc'
import { correctCiteproc } from './correct-citeproc.ts'

const require = createRequire(import.meta.url)

let loaded: typeof citeproc | undefined

/**
 * citeproc, loaded at its first use and mended. It is CommonJS: an `import` of it reads its megabyte once more to find
 * the names that it exports, which takes 90 ms.
 */
export function loadCiteproc(): typeof citeproc {
  if (loaded === undefined) {
    loaded = require('citeproc') as typeof citeproc
    correctCiteproc(loaded)
  }
  return loaded
}
