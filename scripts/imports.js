/** What modules import. They name each other by relative paths, and packages by their names, in single quotes. */

/**
 * The names that are imported of each package.
 *
 * @param modules sources without types
 * @returns the names in braces, and `default`, by the name of the package
 */
export function importsOf(modules) {
  const found = new Map()
  for (const source of modules)
    for (const [, clause, from] of source.matchAll(/^(?:import|export) ([^'()]*?)from '([^.'][^']*)'/gm)) {
      if (from.startsWith('node:')) continue
      const names = found.get(from) ?? found.set(from, new Set()).get(from)
      for (const name of namesOf(clause)) names.add(name)
    }
  return found
}

function namesOf(clause) {
  const [, whole, braced = ''] = /^([^{]*)(?:\{([^}]*)\})?/.exec(clause)
  const names = braced.split(',').map((name) => name.trim().split(/\s+as\s+/)[0])
  return [...(whole.trim() === '' ? [] : ['default']), ...names].filter((name) => name !== '')
}

/** A module that imports JavaScript in place of TypeScript, and of some packages what stands at an address. */
export function withImports(source, addressOf) {
  return source
    .replace(/'(\.\.?\/[^'\s]*)\.ts'/g, "'$1.js'")
    .replace(/\b(from |import\()'([^'\s]+)'/g, (found, before, name) => {
      const address = addressOf(name)
      return address ? `${before}'${address}'` : found
    })
}
