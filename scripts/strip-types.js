/** Writes TypeScript as plain JavaScript, which Node reads without hooks. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import amaro from 'amaro'

/**
 * Writes the modules of some folders into another one: without their types, with every line where it was.
 *
 * @param place what is done with a file that is no TypeScript, given its path and the one it is to have
 * @param inPlaceOf modules to import in place of packages, by the names of these
 */
export function stripTypes(root, folders, target, { place = copyFileSync, inPlaceOf = new Map() } = {}) {
  for (const file of folders.flatMap((folder) => filesBelow(join(root, folder)))) {
    const copy = join(target, relative(root, file))
    mkdirSync(dirname(copy), { recursive: true })
    if (file.endsWith('.ts')) writeFileSync(asJavaScript(copy), strip(file, inPlaceOf))
    else place(file, copy)
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
function strip(file, inPlaceOf) {
  const { code } = amaro.transformSync(readFileSync(file, 'utf8'), { mode: 'strip-only', filename: file })
  return code
    .replace(/'(\.\.?\/[^'\s]*)\.ts'/g, "'$1.js'")
    .replace(/\b(from |import\()'([^'\s]+)'/g, (found, before, name) =>
      inPlaceOf.has(name) ? `${before}'${inPlaceOf.get(name)}'` : found,
    )
}
