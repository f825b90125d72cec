import t from 'tap'
import { AsyncCache } from '../../src/matching/async-cache.ts'

function counting(most: number) {
  const kept = new AsyncCache<{ size: number }>(most, ({ size }) => size)
  const asked: number[] = []
  const get = (key: number, fails = false) =>
    kept.get(key, async () => {
      asked.push(key)
      await new Promise(setImmediate)
      if (fails) throw new Error(`no ${key}`)
      return { size: key }
    })
  return { asked, get }
}

t.test('is computed once for all who ask meanwhile, and for those after', async (t) => {
  const { asked, get } = counting(10)
  const [first, second] = await Promise.all([get(3), get(3)])
  t.equal(first, second)
  t.equal(await get(3), first)
  t.strictSame(asked, [3])
})

t.test('what there is no room for is computed anew', async (t) => {
  const { asked, get } = counting(10)
  await Promise.all([get(6), get(20), get(20), get(7)])
  t.same(await get(20), { size: 20 })
  await get(6)
  t.strictSame(asked, [6, 20, 7, 20, 6])
})

t.test('a failure is nobody else’s', async (t) => {
  const { asked, get } = counting(10)
  const both = await Promise.allSettled([get(2, true), get(2)])
  t.match(both, [{ reason: { message: 'no 2' } }, { reason: { message: 'no 2' } }])
  t.same(await get(2), { size: 2 })
  t.strictSame(asked, [2, 2])
})
