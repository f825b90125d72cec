/** Packages of hundreds of modules, as few files: a process of a test spends a third of its start on reading them one by one. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** What is imported of the packages that have many modules. All are bundled at once, so that each of them is there once. */
const BUNDLED = [
  'diff',
  'edtf',
  'kysely',
  'mdast-util-from-markdown',
  'mdast-util-gfm',
  'mdast-util-to-markdown',
  'micromark',
  'micromark-extension-gfm',
  'typebox',
  'typebox/compile',
  'typebox/value',
]

/**
 * Bundles them into a folder.
 *
 * @returns the address of each, by the name that it is imported by
 */
export async function bundlePackages(root, target) {
  await build({
    absWorkingDir: root,
    entryPoints: BUNDLED.map((name) => ({ in: name, out: name.replace('/', '-') })),
    outdir: target,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
  })
  return new Map(
    BUNDLED.map((name) => [name, pathToFileURL(join(target, `${name.replace('/', '-')}.js`)).href]),
  )
}
