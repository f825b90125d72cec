/** A disk that fails under a running server: every answer is a problem that says so, and the server goes on. */
import { copyFileSync, truncateSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { databaseFile } from '../../src/files/archive-files.ts'
import { ProblemLog } from '../../src/http/plugins/problem-log.ts'
import { openReader, openWriter } from '../../src/store/sqlite/open.ts'
import { Snapshot } from '../../src/store/sqlite/snapshot.ts'
import { asStorageError } from '../../src/store/storage-errors.ts'
import { Problem } from '../../src/wire/problems.ts'
import { buildTestApp } from '../support/app.ts'
import { directoryFor } from '../support/directory.ts'

const WORK = '2rma5yfyxknb207f'
const PATHS = [
  '/works',
  `/works/${WORK}`,
  `/works/${WORK}/paragraphs`,
  '/quotes',
  `/works/${WORK}/provenance`,
]

/** A server over an archive whose database is all in its one file, of which nothing was read yet. */
async function served(t: Test): Promise<{ app: FastifyInstance; file: string }> {
  const { app, directory } = await buildTestApp(t)
  const file = databaseFile(directory)
  const connection = openWriter(file)
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
  return { app, file }
}

const DAMAGES: Record<string, (file: string) => void> = {
  'cut off': (file) => truncateSync(file, 3 * 8192),
  'cut to nothing': (file) => truncateSync(file, 0),
  overwritten: (file) => writeFileSync(file, Buffer.alloc(500_000, 'x')),
  'replaced by another one': (file) => {
    const other = `${directoryFor(t)}/other.sqlite`
    const db = openWriter(other)
    db.exec('CREATE TABLE a (b)')
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    copyFileSync(other, file)
  },
}

for (const [name, damage] of Object.entries(DAMAGES)) {
  t.test(`a database that is ${name} while it is served is told as damaged`, async (t) => {
    const { app, file } = await served(t)
    damage(file)
    const statuses = new Set<string>()
    // What is read is held for 50 ms; several times over, since a fault may end what another one began.
    for (let round = 0; round < 3; round++) {
      for (const path of PATHS) {
        const answer = await app.inject(path)
        statuses.add(
          answer.statusCode === 200 ? '200' : `${answer.statusCode} ${answer.json().type.split('/').at(-1)}`,
        )
      }
      await wait(60)
    }
    statuses.delete('200')
    t.strictSame([...statuses], ['503 archive_damaged'])
    t.match(await app.inject('/health/ready'), { statusCode: 503, body: /archive_damaged/ })
    t.match(await app.inject('/health/live'), { statusCode: 200 })
  })
}

t.test(
  'a read that fails leaves no transaction behind, and none that is ended elsewhere ends the process',
  async (t) => {
    const { file } = await served(t)
    const db = openReader(file)
    t.teardown(() => db.close())
    const snapshot = new Snapshot(db)
    let fails = true
    snapshot.onChange(() => {
      if (fails) throw new Error('no')
    })
    t.throws(() => snapshot.hold(), /no/)
    t.notOk(db.inTransaction)
    fails = false
    snapshot.hold()
    // As some errors of the storage do.
    db.exec('ROLLBACK')
    await wait(60)
    t.doesNotThrow(() => snapshot.hold())
    t.ok(db.inTransaction)
    snapshot.release()
  },
)

t.test('a disk that cannot be written is one problem, whatever SQLite calls it', async (t) => {
  const failing = (code: string) => asStorageError(Object.assign(new Error('x'), { code }))
  for (const code of [
    'SQLITE_FULL',
    'SQLITE_READONLY',
    'SQLITE_READONLY_DIRECTORY',
    'SQLITE_IOERR_WRITE',
    'EROFS',
  ])
    t.match(failing(code), { code: 'storage_full' }, code)
  for (const code of [
    'SQLITE_READONLY_DBMOVED',
    'SQLITE_IOERR_SHORT_READ',
    'SQLITE_NOTADB',
    'SQLITE_CORRUPT_VTAB',
  ])
    t.match(failing(code), { code: 'archive_damaged' }, code)
  for (const code of ['EMFILE', 'ENFILE', 'SQLITE_CANTOPEN', 'SQLITE_BUSY_SNAPSHOT'])
    t.match(failing(code), { code: 'busy' }, code)
  t.match(failing('SQLITE_CONSTRAINT'), { code: 'SQLITE_CONSTRAINT' })
})

t.test('what the server cannot do is logged once a minute for each kind, with how often', async (t) => {
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(JSON.parse(line)) })
  let now = 0
  const problems = new ProblemLog(() => now)
  const add = (code: 'busy' | 'storage_full' | 'not_found' | 'internal') =>
    problems.add(log, new Problem(code, 'x'))
  for (let n = 0; n < 50; n++) add('busy')
  add('not_found')
  add('storage_full')
  now = 59_999
  add('busy')
  now = 60_000
  for (let n = 0; n < 10; n++) add('busy')
  for (let n = 0; n < 2; n++) add('internal')
  t.strictSame(
    lines.map(({ level, problem, count }) => [level, problem, count]),
    [
      [40, 'busy', 1],
      [50, 'storage_full', 1],
      [40, 'busy', 51],
      [50, 'internal', 1],
      [50, 'internal', 1],
    ],
  )
})
