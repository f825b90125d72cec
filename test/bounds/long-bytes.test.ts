import { createHash } from 'node:crypto'
import t from 'tap'
import { digestBytes, joinBytes } from '../../src/bounds/long-bytes.ts'
import { nextTurn } from '../../src/bounds/next-turn.ts'

const MEBIBYTE = 1024 * 1024

/** What work gives, and how many turns somebody else had meanwhile. */
async function turnsDuring<T>(work: Promise<T>): Promise<{ value: T; turns: number }> {
  let isDone = false
  let turns = 0
  const ended = work.finally(() => {
    isDone = true
  })
  while (!isDone) {
    await nextTurn()
    turns++
  }
  return { value: await ended, turns }
}

t.test('parts are joined as they come, with a turn for others after each megabyte', async (t) => {
  for (const lengths of [
    [],
    [0],
    [3, 0, 5],
    [5 * MEBIBYTE],
    [7, 3 * MEBIBYTE + 1, 11, 2 * MEBIBYTE],
    Array(80).fill(MEBIBYTE / 16),
  ]) {
    const parts = lengths.map((length, n) => Buffer.alloc(length, n + 1))
    const { value, turns } = await turnsDuring(joinBytes(parts))
    t.ok(value.equals(Buffer.concat(parts)), `${lengths.slice(0, 5)}`)
    t.ok(turns >= Math.ceil(value.length / MEBIBYTE) - 1, `${lengths.slice(0, 5)}: ${turns} turns`)
  }
})

t.test('a digest of many megabytes is made with a turn for others after each', async (t) => {
  for (const length of [0, 1, MEBIBYTE, 4 * MEBIBYTE + 3]) {
    const bytes = Buffer.alloc(length, 'ab')
    const { value, turns } = await turnsDuring(digestBytes(bytes))
    t.equal(value, createHash('sha256').update(bytes).digest('base64'), `${length}`)
    t.ok(turns >= Math.ceil(length / MEBIBYTE) - 1, `${length}: ${turns} turns`)
  }
})
