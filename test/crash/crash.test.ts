import { execFileSync, spawnSync } from 'node:child_process'
import t from 'tap'
import { ROOT } from '../support/root.ts'

execFileSync(process.execPath, ['scripts/build.js', '--if-stale'], { cwd: ROOT, stdio: 'ignore' })

/** At least as many as one archive lives through. */
const KILLS = 8
/** So many, since each is of an archive of its own. */
const OPENINGS = 3

/** The short form of `node test/crash/crash.js --kills 300`. */
function crash(...args: string[]) {
  const run = spawnSync(process.execPath, ['test/crash/crash.js', '--json', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (!run.stdout) throw new Error(run.stderr)
  return { exitCode: run.status, ...JSON.parse(run.stdout) }
}

t.test('imports killed at random points lose no acknowledged work and leave none half there', async (t) => {
  const found = crash('--kills', `${KILLS}`)
  t.comment(JSON.stringify(found))
  t.match(found, {
    exitCode: 0,
    kills: KILLS,
    lost: 0,
    half: 0,
    corrupt: 0,
    unopenable: 0,
    notIdempotent: 0,
    faults: [],
  })
  t.ok(found.acknowledged > KILLS, 'works were acknowledged')
  t.ok(found.logsRecovered > KILLS / 6, 'logs were recovered')
})

t.test('an archive whose making was killed can be opened', async (t) => {
  const found = crash('--kills', `${OPENINGS}`, '--only', 'opening')
  t.comment(JSON.stringify(found))
  t.match(found, { exitCode: 0, kills: OPENINGS, unopenable: 0, faults: [] })
})

t.test('the harness sees the loss when works are acknowledged before they are written', async (t) => {
  const found = crash('--kills', '4', '--only', 'ack', '--without', 'early-ack')
  t.ok(found.lost > 0, `${found.lost} of ${found.acknowledged} are lost`)
  t.equal(found.exitCode, 1)
})

t.test('the harness sees the loss of a deleted log, which SQLite itself does not', async (t) => {
  const found = crash('--kills', '4', '--only', 'ack', '--without', 'wal')
  t.ok(found.acknowledged > 0, 'works were acknowledged')
  t.equal(found.lost, found.acknowledged, 'all of them are lost')
  t.match(found, { exitCode: 1, corrupt: 0 })
})
