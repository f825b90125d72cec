/**
 * Runs the tests, or those in the files and folders that are named, with tap's library, as many processes at a time as
 * package.json says. Tap's command would give each file a process of its own; its hooks and those for TypeScript take four of
 * the six seconds in which a process loads the server, and the server two.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import t from 'tap'
import PlainReporter from '../test/support/reporter.js'
import { asJavaScript, stripTypes } from './strip-types.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { jobs, timeout } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).tap
/** What a test file has in place of tap, so that several can run in one process. */
const OWN_TAP = join(ROOT, 'test/support/own-tap.js')
const TOGETHER = join(ROOT, 'test/support/together.js')
const TESTS = readdirSync(join(ROOT, 'test'), { recursive: true })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `test/${name}`)
  .sort()

/**
 * These begin first, each in a process of its own: what takes long, so that nothing long runs alone in the end, and the files
 * that have one server for all their tests. Those that mostly wait stand between those that do not.
 */
const ALONE = [
  'test/cli/mirror.test.ts',
  'test/mirror/odd-rows.test.ts',
  'test/fixity/fixity.test.ts',
  'test/crash/crash.test.ts',
  'test/fixity/index-pages.test.ts',
  'test/mirror/tampering.test.ts',
  'test/cli/workers.test.ts',
  'test/pages/accessible.test.ts',
  'test/citing/many.test.ts',
  'test/http/slow-clients.test.ts',
  'test/manuscripts/manuscripts.test.ts',
  'test/store/store.test.ts',
  'test/mirror/hostile.test.ts',
  'test/http/hostile',
]

function testsIn(path) {
  const name = relative(ROOT, path)
  const found = TESTS.filter((test) => test === name || test.startsWith(`${name}/`))
  if (found.length === 0) throw new Error(`There are no tests in ${path}.`)
  return found
}

/** The files of each process: some alone, the others of a folder together. */
function processesFor(tests) {
  const alone = new Set(ALONE.flatMap(testsIn))
  const found = new Map()
  for (const test of tests) {
    const name = alone.has(test) ? test : dirname(test)
    found.set(name, [...(found.get(name) ?? []), test])
  }
  return found
}

/** Tap's library would have the process load a hook, by NODE_OPTIONS. */
function run(folder, tests) {
  const files = tests.map((test) => join(stripped, asJavaScript(test)))
  t.spawn('env', ['-u', 'NODE_OPTIONS', process.execPath, tests.length === 1 ? files[0] : TOGETHER], {
    name: tests.length === 1 ? tests[0] : folder,
    cwd: ROOT,
    buffered: true,
    timeout: timeout * tests.length * 1000,
    env: {
      ...process.env,
      TAP_TIMEOUT: String(timeout),
      COLOPHON_TEST_FILES: files.join('\n'),
      COLOPHON_TEST_ARCHIVES: join(stripped, 'archives'),
    },
  })
}

const named = process.argv.slice(2)
const processes = processesFor(
  new Set(named.length > 0 ? named.flatMap(testsIn) : [...ALONE.flatMap(testsIn), ...TESTS]),
)
const stripped = mkdtempSync(join(ROOT, 'dist.tests-'))
process.once('exit', () => rmSync(stripped, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
await stripTypes(ROOT, ['src', 'migrations', 'seeds', 'test'], stripped, {
  place: symlinkSync,
  inPlaceOf: new Map([['tap', pathToFileURL(OWN_TAP).href]]),
})

// It sets the exit code.
t.register()
t.setTimeout(0)
t.jobs = jobs
t.plan(processes.size)
t.pipe(new PlainReporter()).pipe(process.stdout)
for (const [folder, tests] of processes) run(folder, tests)
