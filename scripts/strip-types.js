/** Writes TypeScript as plain JavaScript, which Node reads without hooks, with the packages that it imports as few files. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import amaro from 'amaro'
import { bundlePackages } from './bundle-packages.js'
import { importsOf, withImports } from './imports.js'

/**
 * Writes the modules of some folders into another one: without their types, with every line where it was. The packages that
 * they import are bundled into its folder `packages`.
 *
 * @param place what is done with a file that is no TypeScript, given its path and the one it is to have
 * @param inPlaceOf addresses to import in place of packages, by the names of these
 */
export async function stripTypes(
  root,
  folders,
  target,
  { place = copyFileSync, inPlaceOf = new Map() } = {},
) {
  const files = folders.flatMap((folder) => filesBelow(join(root, folder)))
  for (const file of files) mkdirSync(dirname(join(target, relative(root, file))), { recursive: true })
  const modules = new Map(files.filter(isTypeScript).map((file) => [file, strip(file)]))
  const bundles = await bundlePackages(root, join(target, 'packages'), importsOf(modules.values()))
  for (const file of files) {
    const copy = asJavaScript(join(target, relative(root, file)))
    const addressOf = (name) => inPlaceOf.get(name) ?? (bundles.has(name) && beside(copy, bundles.get(name)))
    if (modules.has(file)) writeFileSync(copy, withImports(modules.get(file), addressOf))
    else place(file, copy)
  }
}

/** The name that a TypeScript file has when its types are gone. */
export function asJavaScript(path) {
  return path.replace(/\.ts$/, '.js')
}

function isTypeScript(path) {
  return path.endsWith('.ts')
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
}

function beside(module, path) {
  const address = relative(dirname(module), path)
  return address.startsWith('.') ? address : `./${address}`
}

function strip(file) {
  return amaro.transformSync(readFileSync(file, 'utf8'), { mode: 'strip-only', filename: file }).code
}
