/** Random numbers that are the same at every run, so that every run has the same corpus and load. */

/** A generator of numbers from 0 up to 1 (mulberry32). */
export function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `least` to `most`. */
export function between(next, least, most) {
  return least + Math.floor(next() * (most - least + 1))
}

/** One of a list. */
export function pick(next, list) {
  return list[Math.floor(next() * list.length)]
}

/** `count` of a list, never one twice, in random order; all of them when there are fewer. */
export function sample(next, list, count) {
  const left = [...list]
  const taken = Math.min(count, left.length)
  for (let at = 0; at < taken; at++) {
    const from = between(next, at, left.length - 1)
    const chosen = left[from]
    left[from] = left[at]
    left[at] = chosen
  }
  return left.slice(0, taken)
}
