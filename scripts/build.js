/**
 * Compiles src, migrations and seeds to dist and copies what they read beside them (styles, seed texts).
 * With --if-stale it does nothing unless a source is newer than the last build.
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STAMP = join(ROOT, 'dist', '.built')
const COMPILED = ['src', 'migrations', 'seeds']
const INPUTS = [...COMPILED, 'package.json', 'tsconfig.json', 'scripts/build.js']

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function isStale() {
  return !existsSync(STAMP) || INPUTS.some((input) => newest(join(ROOT, input)) > statSync(STAMP).mtimeMs)
}

function compiler() {
  try {
    return createRequire(import.meta.url).resolve('typescript/bin/tsc')
  } catch {
    return undefined
  }
}

/** Built apart and then put in place, so that whoever runs meanwhile never sees half of it. */
function build(tsc) {
  const dist = join(ROOT, 'dist')
  const fresh = join(ROOT, `dist.${process.pid}`)
  const { status } = spawnSync(
    process.execPath,
    [tsc, '--project', 'scripts/tsconfig.build.json', '--outDir', fresh],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  )
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    process.exit(status ?? 1)
  }
  for (const folder of COMPILED) {
    cpSync(join(ROOT, folder), join(fresh, folder), {
      recursive: true,
      filter: (path) => !path.endsWith('.ts'),
    })
  }
  // npm makes what `bin` names executable when it links it, and never again after a build.
  chmodSync(join(fresh, 'src', 'main.js'), 0o755)
  writeFileSync(join(fresh, '.built'), '')
  rmSync(dist, { recursive: true, force: true })
  renameSync(fresh, dist)
}

if (!process.argv.includes('--if-stale') || isStale()) {
  const tsc = compiler()
  if (tsc) {
    console.error('colophon: building…')
    build(tsc)
  } else if (!existsSync(STAMP)) {
    console.error(
      'colophon: TypeScript is not installed, so nothing was built. Run `npm install` and `npm run build`.',
    )
  }
}
