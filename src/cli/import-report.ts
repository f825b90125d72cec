import { isDeepStrictEqual } from 'node:util'
import { asGivenMetadata } from '../loading/metadata/as-given.ts'
import type { GivenMetadata } from '../loading/metadata/given-metadata-schema.ts'
import type { Database } from '../store/sqlite/database.ts'
import { readLoadSummary } from '../store/sqlite/versions/load-summary.ts'
import type { Namesakes } from '../store/sqlite/works/namesakes.ts'
import { findWork } from '../store/sqlite/works/works.ts'
import type { Recorded } from '../store/works.ts'
import type { ImportOptions } from './import-options.ts'
import { note, print, printJson } from './output.ts'

/** What is told of a file that is there now. */
export interface Told {
  file: string
  recorded: Recorded
  manifest: GivenMetadata | undefined
}

/** Tells what became of files, from what was recorded of them. */
export class ImportReport {
  readonly #db: Database
  readonly #namesakes: Namesakes
  readonly #options: ImportOptions

  constructor(db: Database, namesakes: Namesakes, options: ImportOptions) {
    this.#db = db
    this.#namesakes = namesakes
    this.#options = options
  }

  /** A line for a file that is there now, and what a person is to look at. */
  done({ file, recorded, manifest }: Told): void {
    const { json, work } = this.#options
    const summary = readLoadSummary(this.#db, recorded)
    const namesake = recorded.known || work ? undefined : this.#namesakes.ofWork(recorded.work)
    if (json) printJson({ file, ...recorded, ...summary, ...(namesake && { namesake }) })
    else print(`${recorded.work}  ${recorded.known ? 'known' : work ? 'new version' : 'new'}  ${file}`)
    if (recorded.known && manifest) this.#noteUnused(file, { recorded, manifest })
    if (namesake) noteNamesake(file, namesake, recorded.work)
    if (recorded.known || json) return
    const { repairs, unresolved, warnings } = summary
    if (repairs + unresolved > 0)
      note(
        `${file}: places mended: ${repairs}, left for you to decide: ${unresolved}; they are at /works/${recorded.work}/provenance`,
      )
    for (const warning of warnings) note(`${file}: ${warning}`)
  }

  /** A manifest that says something else than is said of the work already. */
  #noteUnused(file: string, { recorded, manifest }: Omit<Told, 'file'> & { manifest: GivenMetadata }): void {
    const work = findWork(this.#db, recorded.work)
    const { key: _key, slug: _slug, ...given } = manifest
    const said = work ? asGivenMetadata(work.metadata) : {}
    if (isDeepStrictEqual({ ...said, ...given }, said)) return
    note(
      `${file} was imported before, so its manifest changes nothing. To replace the metadata: colophon metadata ${recorded.work} ${this.#options.list ? 'MANIFEST' : (this.#options.manifest ?? 'MANIFEST')}`,
    )
  }
}

/** Asks whether a file is a text of a work that was there. @param work that was made of it, if any was */
export function noteNamesake(file: string, namesake: string, work?: string): void {
  const withdrawing = work ? `; colophon withdraw ${work} --reason "Imported twice."` : ''
  note(
    `${file}: the work ${namesake} has the same title, authors and date. Was a new version of it meant? Then: colophon import ${file} --work ${namesake}${withdrawing}`,
  )
}
