import t from 'tap'
import { partOf } from '../src/progress.ts'

t.test(
  'parts of a progress follow on one another, and the last ends at exactly 1, whatever is counted',
  async (t) => {
    for (const share of [0.1, 0.3, 0.5])
      for (let of = 1; of < 300; of++) {
        const told: number[] = []
        const tell = (done: number, all: number) => told.push(done / all)
        for (const part of [partOf(tell, 0, share), partOf(tell, share, 1)])
          for (let done = 0; done <= of; done++) part(done, of)
        const isGrowing = told.every((one, at) => one >= (told[at - 1] ?? 0))
        t.strictSame([isGrowing, told.at(-1)], [true, 1], `${of} counted, a share of ${share}`)
      }
  },
)

t.test('what has nothing to count tells no share beyond its own', async (t) => {
  const told: number[] = []
  partOf((done) => told.push(done), 0.1, 1)(0, 0)
  t.strictSame(told, [0.1])
})
