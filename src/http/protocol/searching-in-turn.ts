import type { FairQueue } from '../../bounds/fair-queue.ts'
import type { Searching } from '../../searching/searching-thread.ts'

/** The threads that search, of which one client has its share. */
export function searchingInTurn(searching: Searching, queue: FairQueue, client: string): Searching {
  const inTurn =
    <P extends unknown[], T>(method: (...parameters: P) => Promise<T>) =>
    (...parameters: P): Promise<T> =>
      queue.run(client, () => method.apply(searching, parameters))
  return {
    verify: inTurn(searching.verify),
    search: inTurn(searching.search),
    find: inTurn(searching.find),
    describe: inTurn(searching.describe),
    resolve: inTurn(searching.resolve),
    select: inTurn(searching.select),
    hinted: inTurn(searching.hinted),
    nearest: inTurn(searching.nearest),
    close: () => searching.close(),
  }
}
