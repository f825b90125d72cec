import { createRequire } from 'node:module'
import type citeproc from 'citeproc'

const require = createRequire(import.meta.url)

/**
 * citeproc, loaded at its first use. It is CommonJS: an `import` of it reads its megabyte once more to find the names
 * that it exports, which takes 90 ms.
 */
export function loadCiteproc(): typeof citeproc {
  return require('citeproc') as typeof citeproc
}
