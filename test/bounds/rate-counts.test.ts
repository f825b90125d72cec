import t from 'tap'
import { RateCounts } from '../../src/bounds/rate-counts.ts'

t.test('what is done under a key is counted in windows that begin with the first of it', async (t) => {
  let now = 1000
  const counts = new RateCounts(() => now)
  t.strictSame(await counts.count('a', 60), { current: 1, ttl: 60 })
  now += 59
  t.strictSame(await counts.count('a', 60), { current: 2, ttl: 1 })
  t.strictSame(await counts.count('b', 60), { current: 1, ttl: 60 }, 'another is counted for itself')
  now += 1
  t.strictSame(await counts.count('a', 60), { current: 1, ttl: 60 }, 'the window has ended')
})
