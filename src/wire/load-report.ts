import type { Static } from 'typebox'
import type { PlacedRepair } from '../store/provenance.ts'
import type { VersionEntry } from '../store/versions.ts'
import type { WorkRecord } from '../store/works.ts'
import { repairView } from './provenance.ts'
import type { LoadReportSchema } from './schemas/provenance.ts'
import type { Urls } from './urls.ts'
import { workView } from './work.ts'

/** A source that was taken in. */
export interface LoadedSource {
  /** The work as it is now. */
  newest: WorkRecord
  /** The work in the version that the source became. */
  work: WorkRecord
  /** The version before that one; undefined for the first. */
  before: VersionEntry | undefined
  /** Whether these bytes were here already. */
  known: boolean
  repairs: readonly PlacedRepair[]
}

/** The wire shape of what was made of a source. */
export function loadReportView(
  urls: Urls,
  { newest, work, before, known, repairs }: LoadedSource,
): Static<typeof LoadReportSchema> {
  const { id, paragraphCount, warnings } = work.version
  const views = repairs.map((repair) => repairView(urls, repair))
  return {
    work: workView(urls, newest),
    version: { id, url: urls.version(work.id, id) },
    diff: before ? `${urls.version(work.id, before.id)}/diff/${id}` : null,
    known,
    title: newest.metadata.title,
    paragraphs: paragraphCount,
    repairs: views.filter(({ certainty }) => certainty !== 'unresolved'),
    unresolved: views.filter(({ certainty }) => certainty === 'unresolved'),
    warnings,
  }
}
