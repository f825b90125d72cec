import t from 'tap'
import { exceededBound } from '../../src/bounds/json-shape.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'

const exceeded = (json: string, bounds = { depth: 3, values: 10 }) => exceededBound(Buffer.from(json), bounds)

t.test('depth and number are counted outside of strings', async (t) => {
  t.equal(exceeded('[[[1]]]'), undefined)
  t.equal(exceeded('[[[[1]]]]'), 'depth')
  t.equal(exceeded('{"a":{"b":[{}]}}'), 'depth')
  t.equal(exceeded('[[],[],[[]]]'), undefined)
  t.equal(exceeded('["[[[[[[[","{{{{{{",",,,,,,,,,,,,"]'), undefined)
  t.equal(exceeded(String.raw`["\"[[[[[[[","\\",[[1]]]`), undefined)
  t.equal(exceeded('[1,2,3,4,5,6,7,8,9,10,11]'), 'values')
})

t.test('a text that is not JSON ends, too', async (t) => {
  for (const text of ['', '"', '"\\', '[', ']]]]]', '{"a', '\\"[[[[']) exceeded(text)
  t.equal(exceeded('['.repeat(100)), 'depth')
})

/** Levels of arrays and objects, as a parser would count them. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

t.test('the depth of any JSON is that of what it is parsed to', async (t) => {
  const property = fc.property(
    fc.jsonValue({ maxDepth: 6 }),
    fc.integer({ min: 0, max: 6 }),
    (value, depth) => {
      const found = exceeded(JSON.stringify(value), { depth, values: 1e6 }) === 'depth'
      return found === depthOf(value) > depth
    },
  )
  fc.assert(property, { numRuns: runs(2000) })
  t.pass()
})
