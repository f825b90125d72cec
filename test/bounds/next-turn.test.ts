import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { nextTurn } from '../../src/bounds/next-turn.ts'

t.test('long works go on in turn, one at a time, and others come in between', async (t) => {
  const order: string[] = []
  const long = async (name: string) => {
    for (let part = 1; part <= 3; part++) {
      await nextTurn()
      order.push(`${name}${part}`)
    }
  }
  let between = 0
  const others = async () => {
    while (order.length < 6) {
      await setImmediate()
      between++
    }
  }
  await Promise.all([long('a'), long('b'), others()])
  t.strictSame(order, ['a1', 'b1', 'a2', 'b2', 'a3', 'b3'])
  t.ok(between >= 6, 'others had their turn before each part')
})
