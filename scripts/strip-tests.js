/** Writes the tests, and what they import, as plain JavaScript: Node reads it without hooks. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import amaro from 'amaro'
import { bundlePackages } from './bundle-packages.js'

const FOLDERS = ['src', 'migrations', 'seeds', 'test']

/**
 * Writes the modules of a checkout into a folder below it: TypeScript without its types, with every line where it was. What
 * is not TypeScript is linked, and packages of many modules are bundled.
 */
export async function stripTests(root, target) {
  const bundles = await bundlePackages(root, join(target, 'packages'))
  for (const file of FOLDERS.flatMap((folder) => filesBelow(join(root, folder)))) {
    const copy = join(target, relative(root, file))
    mkdirSync(dirname(copy), { recursive: true })
    if (file.endsWith('.ts')) writeFileSync(asJavaScript(copy), strip(file, bundles))
    else symlinkSync(file, copy)
  }
}

/** The name that a TypeScript file has when its types are gone. */
export function asJavaScript(path) {
  return path.replace(/\.ts$/, '.js')
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Modules name each other by relative paths, and packages by their names, in single quotes. */
function strip(file, bundles) {
  const { code } = amaro.transformSync(readFileSync(file, 'utf8'), { mode: 'strip-only', filename: file })
  return code
    .replace(/'(\.\.?\/[^'\s]*)\.ts'/g, "'$1.js'")
    .replace(/\b(from |import\()'([^'\s]+)'/g, (found, before, name) =>
      bundles.has(name) ? `${before}'${pathToFileURL(bundles.get(name))}'` : found,
    )
}
