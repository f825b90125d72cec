import type { Connection } from '../../sql/connection.ts'
import type { Recorded } from '../../works.ts'

/** What a loader made of a source, in short. */
export interface LoadSummary {
  title: string
  paragraphs: number
  /** Places that were mended, those that were left because it is not certain how, and what else to look at. */
  repairs: number
  unresolved: number
  warnings: string[]
}

/** What was made of the source of a version, whose text must not have been erased. */
export function readLoadSummary(db: Connection, { work, version }: Recorded): LoadSummary {
  const { warnings, ...row } = db.one<Omit<LoadSummary, 'warnings'> & { warnings: string }>(
    `SELECT metadata.title, paragraph_count AS paragraphs, repair_count AS repairs,
         unresolved_count AS unresolved, warnings
       FROM work JOIN version ON version.work_no = work.no JOIN metadata ON metadata.work_no = work.no
       WHERE work.id = ? AND version.id = ? ORDER BY metadata.revision DESC LIMIT 1`,
    work,
    version,
  )!
  return { ...row, warnings: JSON.parse(warnings) as string[] }
}
