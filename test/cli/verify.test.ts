import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import t from 'tap'
import { buildCommand, colophon, linesOf } from '../support/command.ts'
import { ROOT } from '../support/root.ts'

const SEED = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')
const ESSAY = join(ROOT, 'test/fixtures/essays/on-the-siege.md')
const WORK = '2rma5yfyxknb207f'

t.before(buildCommand)

t.test('an archive is verified: whole, damaged, rolled back', async (t) => {
  const dir = t.testdir()
  const [data, older] = [join(dir, 'archive'), join(dir, 'older')]
  t.match(colophon('verify', '--help'), { status: 0, stdout: /Exit codes: 0 ok, 5 damaged/ })
  t.match(colophon('verify', '--data', data), { status: 10, stderr: /no archive/ })
  colophon('import', SEED, '--data', data)

  const whole = colophon('verify', '--data', data)
  t.match(whole, { status: 0, stdout: '', stderr: /^All is as it was written\. Read: 1 works/ })
  t.match(whole.stderr, /is signed at 2 entries with the root [0-9a-f]{64}\.\n$/)
  const [said, ...rest] = linesOf(colophon('verify', '--json', '--data', data).stdout)
  t.strictSame(
    [rest, said.verdict, said.damages, said.read.works, said.read.entries, said.log.size, said.hasOutside],
    [[], 'ok', 0, 1, 2, 2, true],
  )
  t.equal(said.read.sourceBytes, readFileSync(SEED).length)
  t.equal(said.log.signed.size, 2)
  const kept = () => JSON.parse(readFileSync(join(data, 'verified.json'), 'utf8'))
  t.match(kept(), { verifiedAt: /^\d{4}-\d\d-\d\dT.*Z$/, faults: 0 }, 'what came of it is kept')

  mkdirSync(older)
  cpSync(data, older, { recursive: true })
  colophon('import', ESSAY, '--data', data)
  cpSync(join(data, 'checkpoint'), join(older, 'checkpoint'))
  const rolledBack = colophon('verify', '--data', older)
  t.match(rolledBack, {
    status: 8,
    stdout: /^rolled back: file checkpoint was signed of 3 entries, and the database has 2/,
  })
  rmSync(join(older, 'checkpoint'))
  t.match(colophon('verify', '--data', older), { status: 0, stderr: /no file "checkpoint"/ })

  const file = join(data, 'archive.sqlite')
  const words = 'This is where abandonment has led.'
  // Some of them may be left over from rows that were moved, and be no value of any row.
  const changed = readFileSync(file, 'latin1').replaceAll(words, words.replace('T', 'U'))
  writeFileSync(file, changed, 'latin1')
  const sqlite = new SQLite(file, { readonly: true })
  t.equal(sqlite.pragma('integrity_check', { simple: true }), 'ok', 'SQLite itself sees nothing')
  sqlite.close()
  const damaged = colophon('verify', '--data', data)
  t.match(damaged, {
    status: 5,
    stdout: /^damaged: (?:source|text) [0-9a-f]+ \(work 2rma5yfyxknb207f\) has not its digest\n/,
    stderr: /^Faults found: [1-9]/,
  })
  const lines = linesOf(colophon('verify', '--json', '--data', data).stdout)
  t.match(lines[0], { damage: { kind: 'damaged', work: WORK } })
  t.match(lines.at(-1), { verdict: 'damaged', damages: lines.length - 1 })
  t.equal(kept().faults, lines.length - 1)
})
