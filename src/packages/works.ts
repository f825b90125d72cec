import { ColophonError } from '../errors.ts'
import type { Reads } from '../store/store.ts'

/** Works read at a time. */
const PAGE = 100

/**
 * The ids of these works, or of all that are not withdrawn, in their own order.
 *
 * @throws ColophonError `work_not_found` for one that is not there, or was withdrawn
 */
export async function* eachWork(
  { works }: Pick<Reads, 'works'>,
  only?: readonly string[],
): AsyncGenerator<string> {
  if (only !== undefined) {
    for (const name of only) {
      const work = await works.named(name)
      if (!work) throw new ColophonError('work_not_found', `There is no work ${JSON.stringify(name)} here.`)
      yield work.id
    }
    return
  }
  for (let after = ''; ; ) {
    const ids = await works.idsAfter(after, PAGE)
    yield* ids
    if (ids.length < PAGE) return
    after = ids.at(-1)!
  }
}
