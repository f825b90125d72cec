/** Writes the tests, and what they import, as plain JavaScript: Node reads it without hooks. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import amaro from 'amaro'

const FOLDERS = ['src', 'migrations', 'seeds', 'test']

/**
 * Writes the modules of a checkout into a folder below it: TypeScript without its types, with every line where it was. What
 * is not TypeScript is linked.
 */
export function stripTests(root, target) {
  for (const file of FOLDERS.flatMap((folder) => filesBelow(join(root, folder)))) {
    const copy = join(target, relative(root, file))
    mkdirSync(dirname(copy), { recursive: true })
    if (file.endsWith('.ts')) writeFileSync(asJavaScript(copy), strip(file))
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

/** Modules name each other by relative paths, in single quotes. */
function strip(file) {
  const { code } = amaro.transformSync(readFileSync(file, 'utf8'), { mode: 'strip-only', filename: file })
  return code.replace(/'(\.\.?\/[^'\s]*)\.ts'/g, "'$1.js'")
}
