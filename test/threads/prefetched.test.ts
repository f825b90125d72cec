import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { prefetched } from '../../src/threads/prefetched.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

const MOST = 100

t.test('results come in order, and those that wait weigh no more than they may', async (t) => {
  const weights = fc.array(fc.array(fc.integer({ min: 0, max: 250 }), { maxLength: 3 }), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(
      weights,
      fc.integer({ min: 0, max: 6 }),
      fc.infiniteStream(fc.nat(3)),
      async (items, ahead, delays) => {
        let turn = 0
        const held = new Map<number, number>()
        const check = (place: number) => {
          const waiting = [...held]
            .filter(([other]) => other > turn)
            .reduce((sum, [, weight]) => sum + weight, 0)
          if (waiting > MOST) throw new Error(`${waiting} at ${place}`)
          if (place > turn + ahead) throw new Error(`${place} is begun at ${turn}`)
        }
        const given = prefetched(
          items.entries(),
          async ([place, pieces], room) => {
            check(place)
            for (const weight of pieces) {
              await sleep(delays.next().value! && 1)
              await room(weight)
              held.set(place, (held.get(place) ?? 0) + weight)
              check(place)
            }
            return place
          },
          { items: ahead, weight: MOST },
        )
        for await (const place of given) {
          if (place !== turn) throw new Error(`${place} at ${turn}`)
          held.delete(turn++)
        }
        if (turn !== items.length) throw new Error('the end is missing')
      },
    ),
    { numRuns: runs(60) },
  )
  t.pass('60 queues by chance')
})

t.test('what fails before its turn is told at its turn', async (t) => {
  const given = prefetched([1, 2, 3], async (n) => (n === 2 ? Promise.reject(new Error('two')) : n), {
    items: 3,
  })
  t.equal((await given.next()).value, 1)
  await t.rejects(given.next(), { message: 'two' })
})
