/** Opens an archive after a kill, as the server does, and keeps count of what is found there. */

import { rmSync, statSync } from 'node:fs'
import { LocalWriter } from '../../dist/src/archive/local-writer.js'
import { prepareArchive } from '../../dist/src/archive/preparing.js'
import { checkpointFile, databaseFile } from '../../dist/src/files/archive-files.js'
import { openWriter } from '../../dist/src/store/sqlite/open.js'
import { documentBytes } from './documents.js'
import { faultOfWork, faultsOfArchive, rowCounts } from './inspect.js'

/** Works that are imported again after each kill. */
const IMPORTED_AGAIN = 3

export class Aftermath {
  lost = 0
  half = 0
  corrupt = 0
  unopenable = 0
  notIdempotent = 0
  committedNeverAcknowledged = 0
  logsRecovered = 0
  /** A sentence for each thing that is wrong. */
  faults = []

  /** Is everything as it must be? */
  get sound() {
    return this.lost + this.half + this.corrupt + this.unopenable + this.notIdempotent === 0
  }

  /**
   * Looks at these acknowledged works, and at the document that was under way.
   *
   * @returns false when the archive cannot be opened any more
   */
  async inspect(directory, { acknowledged, attempted, withoutLog }) {
    const file = databaseFile(directory)
    if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) this.logsRecovered++
    if (withoutLog) {
      for (const name of ['-wal', '-shm']) rmSync(file + name, { force: true })
      // The checkpoint beside the database would tell of the loss, and refuse to go on.
      rmSync(checkpointFile(file), { force: true })
    }
    try {
      await prepareArchive(directory)
    } catch (error) {
      this.unopenable++
      this.lost += acknowledged.size
      this.faults.push(`the archive cannot be opened again: ${error.message}`)
      return false
    }
    const connection = openWriter(file)
    const writer = new LocalWriter(connection, () => new Date().toISOString())
    try {
      this.#archive(connection)
      for (const [n, ids] of acknowledged) await this.#acknowledged(connection, n, ids)
      await this.#attempted(connection, attempted)
      await this.#importAgain(writer, connection, acknowledged)
      return true
    } finally {
      await writer.close()
    }
  }

  #archive(connection) {
    const { corrupt, half } = faultsOfArchive(connection)
    this.corrupt += corrupt.length
    this.half += half.length
    this.faults.push(...corrupt, ...half)
  }

  /** What is lost or half there is told once. */
  async #acknowledged(connection, n, ids) {
    const fault = ids.faulty ? null : await faultOfWork(connection, n, ids)
    if (fault === null) return
    ids.faulty = true
    this[fault === 'missing' ? 'lost' : 'half']++
    this.faults.push(`acknowledged document ${n}: ${fault}`)
  }

  /** The document that was under way may be there or not, but not in part. */
  async #attempted(connection, n) {
    const fault = await faultOfWork(connection, n)
    if (fault === null) this.committedNeverAcknowledged++
    else if (fault !== 'missing') {
      this.half++
      this.faults.push(`document ${n}, never acknowledged: ${fault}`)
    }
  }

  /** Importing again what is there answers with the same work and changes no table. */
  async #importAgain(writer, connection, acknowledged) {
    const before = JSON.stringify(rowCounts(connection))
    const there = [...acknowledged].filter(([, ids]) => !ids.faulty).slice(-IMPORTED_AGAIN)
    for (const [n, ids] of there) {
      const request = { bytes: documentBytes(n), mediaType: 'text/markdown', fileName: `${n}.md` }
      const again = await writer.importSource(request)
      if (again.known && again.work === ids.work && again.version === ids.version) continue
      this.notIdempotent++
      this.faults.push(`document ${n} imported again: ${JSON.stringify(again)}`)
    }
    if (JSON.stringify(rowCounts(connection)) === before) return
    this.notIdempotent++
    this.faults.push('importing again added rows')
  }
}
