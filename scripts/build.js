/**
 * Writes src, migrations and seeds to dist as JavaScript, with what they read beside them (styles, seed texts), and the packages
 * that they import as few files.
 * With --if-stale it does nothing unless a source is newer than the last build.
 */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STAMP = join(ROOT, 'dist', '.built')
const BUILT = ['src', 'migrations', 'seeds']
const INPUTS = [
  ...BUILT,
  'package.json',
  'package-lock.json',
  'scripts/build.js',
  'scripts/bundle-packages.js',
  'scripts/imports.js',
  'scripts/strip-types.js',
]

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function isStale() {
  return !existsSync(STAMP) || INPUTS.some((input) => newest(join(ROOT, input)) > statSync(STAMP).mtimeMs)
}

/** Empty where what strips types is not installed. */
function stripper() {
  return import('./strip-types.js').catch(() => ({}))
}

/** Built apart and then put in place, so that whoever runs meanwhile never sees half of it. */
async function build(stripTypes) {
  const dist = join(ROOT, 'dist')
  const fresh = join(ROOT, `dist.${process.pid}`)
  process.once('exit', () => rmSync(fresh, { recursive: true, force: true }))
  await stripTypes(ROOT, BUILT, fresh)
  // npm makes what `bin` names executable when it links it, and never again after a build.
  chmodSync(join(fresh, 'src', 'main.js'), 0o755)
  writeManual(fresh)
  writeFileSync(join(fresh, '.built'), '')
  rmSync(dist, { recursive: true, force: true })
  renameSync(fresh, dist)
}

/** The manual page, which npm installs with the command. */
function writeManual(built) {
  const page = execFileSync(process.execPath, [join(built, 'src', 'main.js'), 'man'])
  mkdirSync(join(built, 'man'))
  writeFileSync(join(built, 'man', 'colophon.1'), page)
}

if (!process.argv.includes('--if-stale') || isStale()) {
  const { stripTypes } = await stripper()
  if (stripTypes) {
    console.error('colophon: building…')
    await build(stripTypes)
  } else if (!existsSync(STAMP)) {
    console.error(
      'colophon: The packages for developers are not installed, so nothing was built. Run `npm install` and `npm run build`.',
    )
  }
}
