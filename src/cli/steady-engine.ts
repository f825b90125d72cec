/** Two habits of V8 that depend on chance in each process, and make one that serves for long slower than another. */
import { setFlagsFromString } from 'node:v8'

/** Ticks after which `process.nextTick` is compiled for good: a millisecond or two. */
const TICKS = 20_000

/** To be called before anything is served. */
export async function steadyEngine(): Promise<void> {
  keepYoungObjectsYoung()
  await settleTicks()
}

/**
 * V8 puts what a place in the code makes among the old objects at once, when much of what was made there lived long. What
 * belongs to a request then keeps all others alive that it leads to, until they are old too: in one process of three
 * an answer from memory took 40 µs in place of 24, and the slowest hundredth 9 ms in place of 2 (docs/benchmarks.md).
 */
function keepYoungObjectsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}

/**
 * V8 forgets the shape of what `nextTick` makes when it collects before it has compiled it, and from then on asks its runtime
 * for each member of each: 350 ns a tick in place of 60, of which a request takes a dozen or more (docs/benchmarks.md).
 */
function settleTicks(): Promise<void> {
  return new Promise((resolve) => {
    let left = TICKS
    const tick = () => {
      if (--left > 0) process.nextTick(tick)
      else resolve()
    }
    tick()
  })
}
