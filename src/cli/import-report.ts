import { amendedMetadata } from '../loading/metadata/amended.ts'
import { doubtsAbout } from '../loading/metadata/doubts.ts'
import type { GivenMetadata } from '../loading/metadata/given-metadata-schema.ts'
import type { Metadata } from '../loading/metadata/metadata.ts'
import type { LoadSummary } from '../store/sqlite/versions/load-summary.ts'
import type { Recorded } from '../store/works.ts'
import type { ImportOptions } from './import-options.ts'
import type { Outcome } from './importing.ts'
import { note, print, printJson } from './output.ts'

/** What is told of a file that is there now. */
export interface Told {
  file: string
  recorded: Outcome
  manifest: GivenMetadata | undefined
}

/** What is known of a work into which a file was recorded. */
export interface ImportFacts {
  /** What was made of the source of its version. */
  summary(recorded: Recorded): LoadSummary
  /** A work that was there before and has the same names, where that is known. */
  namesake(work: string): string | undefined
  /** What is said of it. */
  metadata(work: string): Metadata | undefined
}

/** Tells what became of files, from what was recorded of them. */
export class ImportReport {
  readonly #facts: ImportFacts
  readonly #options: ImportOptions

  constructor(facts: ImportFacts, options: ImportOptions) {
    this.#facts = facts
    this.#options = options
  }

  /** A line for a file that is there now, and what a person is to look at. */
  done({ file, recorded, manifest }: Told): void {
    const { json, work } = this.#options
    const { corrected = false, ...known } = recorded
    const summary = this.#facts.summary(recorded)
    const namesake =
      recorded.known || work || recorded.newVersion ? undefined : this.#facts.namesake(recorded.work)
    if (json)
      printJson({
        file,
        ...known,
        ...(corrected && { corrected }),
        ...summary,
        ...(namesake && { namesake }),
      })
    else print(`${recorded.work}  ${this.#whatOf(recorded)}  ${file}`)
    if (recorded.known && manifest) this.#noteManifest({ file, recorded, manifest })
    if (namesake) noteNamesake(file, namesake, recorded.work)
    if (recorded.known || json) return
    const { repairs, unresolved, warnings } = summary
    if (repairs + unresolved > 0)
      note(
        `${file}: places mended: ${repairs}, left for you to decide: ${unresolved}; they are at /works/${recorded.work}/provenance`,
      )
    for (const warning of warnings) note(`${file}: ${warning}`)
  }

  #whatOf({ known, corrected, newVersion }: Outcome): string {
    if (known) return corrected ? 'corrected' : 'known'
    return this.#options.work || newVersion ? 'new version' : 'new'
  }

  /** What is doubtful in a manifest that corrected what is said; one that says something else and changes nothing. */
  #noteManifest({ file, recorded, manifest }: Told & { manifest: GivenMetadata }): void {
    if (recorded.corrected) for (const doubt of doubtsAbout(manifest)) note(`${file}: ${doubt}`)
    const metadata = this.#facts.metadata(recorded.work)
    if (metadata && amendedMetadata(metadata, manifest))
      note(
        `${file} was imported before, so its manifest changes nothing. To correct the metadata by it, give --update-metadata; to replace them: colophon metadata ${recorded.work} ${this.#options.list ? 'MANIFEST' : (this.#options.manifest ?? 'MANIFEST')}`,
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
