import t, { type Test } from 'tap'
import { Database } from '../../src/store/sqlite/database.ts'
import { kyselyOf } from '../../src/store/sqlite/migrator.ts'

const ROWS = 'SELECT version_no, reason FROM copied_version ORDER BY version_no'

t.test('one statement gives rows, values and tuples, in any order of asking', async (t) => {
  const db = filled(t)
  const row = { version_no: 1, reason: 'older' }
  for (const _ of [1, 2]) {
    t.strictSame(db.one(ROWS), row)
    t.equal(db.value(ROWS), 1)
    t.strictSame(db.tuple(ROWS), [1, 'older'])
    t.strictSame(db.all(ROWS)[0], row)
    t.strictSame(db.values(ROWS), [1, 2, 3])
    t.strictSame(db.tuples(ROWS).at(-1), [3, 'differs'])
  }
  t.strictSame(await kyselyOf(db).selectFrom('copied_version').selectAll().executeTakeFirst(), row)
})

t.test('a statement can be read by two at once', async (t) => {
  const db = filled(t)
  const pairs: number[][] = []
  for (const { version_no: outer } of db.each<{ version_no: number }>(ROWS))
    for (const inner of db.eachValue<number>(ROWS))
      for (const [deeper] of db.eachTuple<[number]>(ROWS))
        if (outer === inner && inner === deeper) pairs.push([outer, inner, deeper])
  t.strictSame(
    pairs,
    [1, 2, 3].map((no) => [no, no, no]),
  )
  t.strictSame(
    [...db.each<{ version_no: number }>(ROWS)].flatMap(() => [...db.each<{ version_no: number }>(ROWS)])
      .length,
    9,
  )
})

t.test('many rows are written in their order, and none of them when one is refused', async (t) => {
  const db = filled(t)
  const rows = Array.from({ length: 100 }, (_, index) => ({ version_no: 104 - index, reason: `${index}` }))
  db.transaction(() => db.insertAll('copied_version', rows))
  t.strictSame(
    db.values('SELECT reason FROM copied_version WHERE version_no > 4 ORDER BY version_no DESC'),
    rows.map(({ reason }) => reason),
  )
  const more = rows.map((row) => ({ ...row, version_no: row.version_no + 100 }))
  more[90] = { version_no: 1, reason: 'there already' }
  t.throws(() => db.transaction(() => db.insertAll('copied_version', more)), /UNIQUE/)
  t.equal(db.value('SELECT max(version_no) FROM copied_version'), 104)
})

t.test('rows of any number are written once each', async (t) => {
  const db = filled(t)
  for (let count = 0; count <= 70; count++) {
    db.run('DELETE FROM copied_version')
    const numbers = Array.from({ length: count }, (_, index) => index + 1)
    db.insertAll(
      'copied_version',
      numbers.map((version_no) => ({ version_no, reason: 'older' })),
    )
    t.strictSame(db.values(ROWS), numbers)
  }
})

t.test('a change is made wholly or not at all, within another one too', async (t) => {
  const db = filled(t)
  const failing = () =>
    db.transaction(() => {
      db.run('DELETE FROM copied_version')
      throw new Error('no')
    })
  t.throws(failing, { message: 'no' })
  db.transaction(() => {
    t.throws(failing, { message: 'no' })
    t.ok(db.inTransaction)
    db.insert('copied_version', { version_no: 4, reason: 'older' })
  })
  t.notOk(db.inTransaction)
  t.strictSame(db.values(ROWS), [1, 2, 3, 4])
  t.ok(db.has(`SELECT 1 FROM copied_version WHERE version_no = ?`, 4))
  t.notOk(db.has(`SELECT 1 FROM copied_version WHERE version_no = ?`, 5))
  t.equal(db.run("UPDATE copied_version SET reason = '' WHERE version_no > @no", { no: 2 }), 2)
})

function filled(t: Test) {
  const db = new Database(':memory:')
  t.teardown(() => db.close())
  db.exec('CREATE TABLE copied_version (version_no INTEGER PRIMARY KEY, reason TEXT NOT NULL) STRICT')
  db.insertAll('copied_version', [
    { version_no: 1, reason: 'older' },
    { version_no: 2, reason: 'older' },
    { version_no: 3, reason: 'differs' },
  ])
  return db
}
