/** The test that a file's tests belong to: tap's own, or one of those that run together in a process. */
import tap from 'tap'

let own = tap

/** Makes it the one of the file that is loaded next. */
export function belongTo(test) {
  own = test
}

export { own as default }
