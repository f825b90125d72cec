import { setTimeout } from 'node:timers/promises'
import postgres from 'postgres'
import t from 'tap'
import { copyToDatabase } from '../../src/archive/store-copy.ts'
import { readAddress } from '../../src/store/postgres/servers.ts'
import { buildTestApp } from '../support/app.ts'
import { buildDatabaseApp } from '../support/database-app.ts'
import { addressOf, postgresPrograms, promote, startCluster, startStandby } from '../support/postgres.ts'

const programs = postgresPrograms()
const skip = programs === undefined ? 'PostgreSQL is not installed' : false

t.test(
  'readers go on when backends and then the primary are ended, and its standby is promoted',
  { skip },
  async (t) => {
    const origin = await buildTestApp(t)
    const primary = await startCluster(t, programs!)
    await copyToDatabase(origin.directory, primary.url, () => {})
    const standby = await startStandby(t, programs!, primary)
    const app = await buildDatabaseApp(t, origin.directory, addressOf(primary.folder, standby.folder))
    const [work] = (await origin.app.inject('/works')).json().items
    const addresses = ['/works', `/works/${work.id}`, '/search?q=the', '/log/checkpoint', '/health/ready']
    const expected = new Map<string, string>()
    for (const address of addresses) expected.set(address, (await origin.app.inject(address)).body)

    /** Each answer is whole, or says that there is none for now. */
    const ask = async () => {
      const answers = await Promise.all(addresses.map((address) => app.inject(address)))
      for (const [at, { statusCode, body }] of answers.entries()) {
        if (statusCode === 200) t.equal(body, expected.get(addresses[at]!), addresses[at]!)
        else t.equal(statusCode, 503, `${addresses[at]} ${body}`)
      }
      return answers.every(({ statusCode }) => statusCode === 200)
    }
    const askUntil = async (what: string, isTrue: () => Promise<boolean>) => {
      let turn = 0
      while (turn < 200 && !(await isTrue())) await setTimeout(turn++)
      t.ok(turn < 200, what)
    }

    t.ok(await ask(), 'all is answered before')
    const operator = postgres('postgres://colophon@localhost/postgres', { host: primary.folder, max: 1 })
    for (let round = 0; round < 5; round++) {
      const asked = ask()
      await operator`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'colophon'`
      await asked
      await askUntil(`after backends were ended, round ${round}`, ask)
    }
    await operator.end()

    const asked = ask()
    await primary.kill()
    await asked
    await askUntil('from the standby', ask)
    promote(programs!, standby)
    await askUntil('from the promoted standby', ask)

    await standby.kill()
    await ask()
    const isReady = async () => (await app.inject('/health/ready')).statusCode === 200
    await askUntil('with neither it says so', async () => !(await isReady()))
    t.equal((await app.inject('/health/live')).statusCode, 200)
  },
)

t.test('addresses of several servers are read as libpq reads them', async (t) => {
  t.strictSame(readAddress('postgres://u:p@one,[::1]:5433/db?sslmode=require'), {
    address: 'postgres://u:p@one/db?sslmode=require',
    folder: null,
    places: [
      { host: 'one', port: 5432 },
      { host: '::1', port: 5433 },
    ],
  })
  t.strictSame(readAddress('postgres://u@localhost:6000/db?host=%2Frun%2Fa%2C%2Frun%2Fb').places, [
    { path: '/run/a/.s.PGSQL.6000' },
    { path: '/run/b/.s.PGSQL.6000' },
  ])
  t.throws(() => readAddress('postgres://one:x,two/db'), TypeError)
})
