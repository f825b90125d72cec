import type { Publisher } from '../../src/archive/signing/publisher.ts'
import { newWork } from '../../src/edition/new-work.ts'
import type { LoadRequest } from '../../src/loading/document.ts'
import type { Database } from '../../src/store/sqlite/database.ts'
import { recordNewWork } from '../../src/store/sqlite/works/record-work.ts'
import { load } from './load.ts'

/** What records a work before it returns: a writer waits for what else is imported in the same turn. */
export function recorderAtOnce(connection: Database, publisher: Publisher, now: string) {
  return (request: LoadRequest): void => {
    recordNewWork(connection, newWork(request, load(request).document), {
      now,
      publish: (versionNo) => publisher.publish('put', versionNo, now),
    })
  }
}
