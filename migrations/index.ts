import type { Migration } from 'kysely'
import * as foundation from './0001_foundation.ts'
import * as formattedCitation from './0002_formatted_citation.ts'
import * as versions from './0003_versions.ts'
import * as search from './0004_search.ts'
import * as log from './0005_log.ts'
import * as erasure from './0006_erasure.ts'
import * as twins from './0007_twins.ts'
import * as mirror from './0008_mirror.ts'
import * as plainIndexes from './0009_plain_indexes.ts'
import * as moreTwins from './0010_more_twins.ts'
import * as presentVersion from './0011_present_version.ts'
import * as registration from './0012_registration.ts'
import * as metadataTwins from './0013_metadata_twins.ts'

/** The steps of the schema in their order. A step that was ever released never changes. */
export const migrations: Record<string, Migration> = {
  '0001_foundation': foundation,
  '0002_formatted_citation': formattedCitation,
  '0003_versions': versions,
  '0004_search': search,
  '0005_log': log,
  '0006_erasure': erasure,
  '0007_twins': twins,
  '0008_mirror': mirror,
  '0009_plain_indexes': plainIndexes,
  '0010_more_twins': moreTwins,
  '0011_present_version': presentVersion,
  '0012_registration': registration,
  '0013_metadata_twins': metadataTwins,
}
