import t from 'tap'
import { FairQueue, type QueueBounds } from '../../src/bounds/fair-queue.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

const ROOMY: QueueBounds = { atOnce: 2, ofOne: 1, waiting: 100, waitingOfOne: 50, busy: 'Come again.' }

/** Works that last until they are told to end, and the order in which they began. */
function worksIn(queue: FairQueue) {
  const began: string[] = []
  const ends: (() => void)[] = []
  const underWay = new Map<string, number>()
  const work = async (client: string) => {
    began.push(client)
    underWay.set(client, (underWay.get(client) ?? 0) + 1)
    await new Promise<void>((resolve) => ends.push(resolve))
    underWay.set(client, underWay.get(client)! - 1)
  }
  return { began, ends, underWay, ask: (client: string) => queue.run(client, () => work(client)) }
}

/** Until all that can begin has begun. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

t.test('one who asks for little comes before the rest of one who asks for much', async (t) => {
  const { began, ends, ask } = worksIn(new FairQueue({ ...ROOMY, atOnce: 1 }))
  const all = [...Array.from({ length: 20 }, () => ask('much')), ask('little')]
  for (let n = 0; n < all.length; n++) {
    await settled()
    ends.shift()!()
  }
  await Promise.all(all)
  t.equal(began.indexOf('little'), 2, 'one was under way, and one of the other had its turn')
})

t.test('one client has no more than its share under way', async (t) => {
  const { began, ask } = worksIn(new FairQueue({ ...ROOMY, atOnce: 3, ofOne: 2 }))
  for (let n = 0; n < 5; n++) void ask('much')
  await settled()
  t.strictSame(began, ['much', 'much'])
  void ask('other')
  await settled()
  t.strictSame(began, ['much', 'much', 'other'], 'a place is left for others')
})

t.test('more than may wait is refused at once, of one client and of all', async (t) => {
  const queue = new FairQueue({ ...ROOMY, atOnce: 1, waiting: 3, waitingOfOne: 2 })
  const { ask } = worksIn(queue)
  for (let n = 0; n < 3; n++) void ask('a')
  await t.rejects(ask('a'), { code: 'busy', message: 'Come again.' })
  t.throws(() => queue.assertRoom('a'), { code: 'busy' })
  t.doesNotThrow(() => queue.assertRoom('b'))
  void ask('b')
  await t.rejects(ask('b'), { code: 'busy' })
})

t.test('a work that fails gives its place to the next', async (t) => {
  const queue = new FairQueue({ ...ROOMY, atOnce: 1 })
  const failing = queue.run('a', async () => {
    throw new Error('no luck')
  })
  const next = queue.run('a', async () => 'done')
  await t.rejects(failing, { message: 'no luck' })
  t.equal(await next, 'done')
  const { began, ask } = worksIn(queue)
  void ask('b')
  await settled()
  t.strictSame(began, ['b'], 'nothing is under way any more')
})

t.test('whatever is asked, all that is taken is done, within the bounds', async (t) => {
  const bounds: QueueBounds = { atOnce: 3, ofOne: 2, waiting: 6, waitingOfOne: 3, busy: 'Come again.' }
  const property = fc.asyncProperty(
    fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constant(null)), { maxLength: 60 }),
    async (steps) => {
      const queue = new FairQueue(bounds)
      const { began, ends, underWay, ask } = worksIn(queue)
      let refused = 0
      const asked: Promise<void>[] = []
      for (const step of steps) {
        if (step === null) ends.shift()?.()
        else asked.push(ask(step).catch(() => void refused++))
        await settled()
        const counts = [...underWay.values()]
        if (Math.max(0, ...counts) > bounds.ofOne) return false
        if (counts.reduce((sum, count) => sum + count, 0) > bounds.atOnce) return false
      }
      while (ends.length > 0) {
        ends.shift()!()
        await settled()
      }
      await Promise.all(asked)
      const wasTaken = began.length
      for (const client of ['a', 'a', 'b']) void ask(client)
      await settled()
      const isEmpty = began.length === wasTaken + bounds.atOnce
      return wasTaken + refused === asked.length && isEmpty
    },
  )
  await fc.assert(property, { numRuns: runs(300) })
  t.pass()
})
