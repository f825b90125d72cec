import { writeSync } from 'node:fs'

const told = new Set()

/** A hook of Node: tells a package when the first of its files is loaded, or of what a bundle has of it. */
export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context)
  const bundled = url.includes('/packages/') && String(loaded.source).match(/^ *\/\/ node_modules\/.*/gm)
  for (const file of [url, ...(bundled || [])]) tell(file)
  return loaded
}

function tell(file) {
  const [, name] = /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? []
  if (!name || told.has(name)) return
  told.add(name)
  writeSync(2, `loads ${name}\n`)
}
