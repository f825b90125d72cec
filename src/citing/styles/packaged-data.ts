/** The style and locale files that @citation-js/plugin-csl carries, read as data: none of its code is run. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** CSL styles by the package's own key (`apa`, `vancouver`, `harvard1`): XML. */
export const packagedStyles = once(() => read('styles'))

/** CSL locales by language tag: XML. */
export const packagedLocales = once(() => read('locales'))

function read(name: 'styles' | 'locales'): Readonly<Record<string, string>> {
  const path = require.resolve(`@citation-js/plugin-csl/lib/${name}.json`)
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
