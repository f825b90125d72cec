/**
 * Runs the tests, or those in the files and folders that are named, with tap's library: as many files at a time as
 * package.json says, each in a process of its own. Tap's command would do the same, but its hooks and those for TypeScript
 * take four of the six seconds in which a process loads the server.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import PlainReporter from '../test/support/reporter.js'
import { asJavaScript, stripTests } from './strip-tests.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { jobs, timeout } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).tap
const TESTS = readdirSync(join(ROOT, 'test'), { recursive: true })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `test/${name}`)
  .sort()

/**
 * What takes longest begins first, so that nothing long runs alone in the end. Those that mostly wait stand between those that
 * do not.
 */
const LONGEST = [
  'test/cli/mirror.test.ts',
  'test/crash/crash.test.ts',
  'test/cli/workers.test.ts',
  'test/http/slow-clients.test.ts',
  'test/mirror/hostile.test.ts',
  'test/fixity',
  'test/store/store.test.ts',
  'test/cli',
  'test/citing',
  'test/mirror',
  'test/manuscripts',
]

function testsIn(path) {
  const name = relative(ROOT, path)
  const found = TESTS.filter((test) => test === name || test.startsWith(`${name}/`))
  if (found.length === 0) throw new Error(`There are no tests in ${path}.`)
  return found
}

/** Tap's library would have the process load a hook, by NODE_OPTIONS. */
function run(test, stripped) {
  t.spawn('env', ['-u', 'NODE_OPTIONS', process.execPath, join(stripped, asJavaScript(test))], {
    name: test,
    cwd: ROOT,
    buffered: true,
    timeout: timeout * 1000,
    env: {
      ...process.env,
      TAP_TIMEOUT: String(timeout),
      COLOPHON_TEST_ARCHIVES: join(stripped, 'archives'),
    },
  })
}

const named = process.argv.slice(2)
const tests = [
  ...new Set(named.length > 0 ? named.flatMap(testsIn) : [...LONGEST.flatMap(testsIn), ...TESTS]),
]
const stripped = mkdtempSync(join(ROOT, 'dist.tests-'))
process.once('exit', () => rmSync(stripped, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
await stripTests(ROOT, stripped)

// It sets the exit code.
t.register()
t.setTimeout(0)
t.jobs = jobs
t.plan(tests.length)
t.pipe(new PlainReporter()).pipe(process.stdout)
for (const test of tests) run(test, stripped)
