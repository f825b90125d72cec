import { InvalidManifest } from '../../../loading/errors.ts'
import type { Metadata } from '../../../loading/metadata/metadata.ts'
import { runsOf } from '../../../numbering/numbering.ts'
import type { Connection } from '../../sql/connection.ts'

/** A version by its id, and how many paragraphs it has where it is not recorded yet. */
export interface NumberedVersion {
  id: string
  paragraphCount?: number
}

/**
 * Metadata whose second numberings name the version that they number: the one they come with, where they name none.
 *
 * @throws InvalidManifest for a version that is none of the work, and for paragraphs that it has not
 */
export function numberedMetadata(
  db: Connection,
  metadata: Metadata,
  { workNo, version }: { workNo: number; version: NumberedVersion },
): Metadata {
  if (!metadata.locators) return metadata
  const locators = metadata.locators.map((numbering, at) => {
    const { label, version: id = version.id, values } = numbering
    const path = `/locators/${at}`
    const counted = id === version.id ? version.paragraphCount : undefined
    const paragraphs = counted ?? countIn(db, workNo, id)
    if (paragraphs === undefined)
      throw new InvalidManifest(
        `${path}/version`,
        `The manifest's ${path}/version names ${id}, which is no version of the work. Leave "version" out: then the text that the manifest comes with is meant.`,
      )
    const last = runsOf(values).at(-1)?.to ?? 0
    if (last > paragraphs)
      throw new InvalidManifest(
        `${path}/values`,
        `The manifest's ${path}/values name paragraph ${last}, and the text has ${paragraphs}. Read their numbers at /works/{work}/paragraphs.`,
      )
    return { label, version: id, values }
  })
  return { ...metadata, locators }
}

function countIn(db: Connection, workNo: number, id: string): number | undefined {
  return db.value<number>('SELECT paragraph_count FROM version WHERE work_no = ? AND id = ?', workNo, id)
}
