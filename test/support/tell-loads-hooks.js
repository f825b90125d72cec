import { writeSync } from 'node:fs'

const told = new Set()

/** A hook of Node: tells a package when the first of its files is loaded. */
export function load(url, context, nextLoad) {
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? []
  if (name && !told.has(name)) {
    told.add(name)
    writeSync(2, `loads ${name}\n`)
  }
  return nextLoad(url, context)
}
