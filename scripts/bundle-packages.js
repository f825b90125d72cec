/** Packages of hundreds of modules, as few files: to read them one by one takes most of the time in which the server starts. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Those that stay as they are: one is compiled, one reads files beside itself, and one is joined by plugins. */
const APART = ['better-sqlite3', '@fastify/swagger-ui', '@citation-js/core']

/** What packages of CommonJS need to load the modules of Node. */
const REQUIRE =
  "import { createRequire as createRequire_ } from 'node:module'; const require = createRequire_(import.meta.url);"

/**
 * Bundles the packages of the software into a folder, all at once, so that what several of them need is there once.
 *
 * @param names what is imported of each
 * @returns the file of each, by the name that it is imported by
 */
export async function bundlePackages(root, target, names) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const packages = Object.keys(dependencies).filter((name) => !APART.includes(name))
  const bundled = [...names].filter(([name]) =>
    packages.some((one) => name === one || name.startsWith(`${one}/`)),
  )
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: bundled.map(([name]) => ({ in: `only:${name}`, out: fileNameOf(name) })),
    plugins: [onlyNames(root, names)],
    outdir: target,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: REQUIRE },
    metafile: true,
    logLevel: 'error',
  })
  writeFileSync(join(target, 'LICENSES.txt'), licencesOf(root, Object.keys(metafile.inputs)))
  return new Map(bundled.map(([name]) => [name, join(target, `${fileNameOf(name)}.js`)]))
}

function fileNameOf(name) {
  return name.replaceAll('/', '-').replaceAll('@', '')
}

/** Entry points of esbuild that have of a package the names that are imported. */
function onlyNames(root, names) {
  return {
    name: 'only-names',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^only:/ }, ({ path }) => ({ path: path.slice(5), namespace: 'only' }))
      onLoad({ filter: /.*/, namespace: 'only' }, ({ path }) => ({
        contents: `export { ${[...names.get(path)].join(', ')} } from '${path}'`,
        resolveDir: root,
      }))
    },
  }
}

/** The terms of the packages that files are from, which copies of them must carry. */
function licencesOf(root, files) {
  const folders = files.flatMap(
    (file) => /^node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(file) ?? [],
  )
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const terms = readdirSync(join(root, folder)).filter((name) =>
        /^(?:licen[cs]e|notice|copying)/i.test(name),
      )
      const texts = terms.map((name) => readFileSync(join(root, folder, name), 'utf8').trim())
      return `${folder}\n\n${texts.join('\n\n') || readFileSync(join(root, folder, 'package.json'), 'utf8')}\n`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}
