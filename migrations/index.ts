import type { Migration } from 'kysely'

/** The steps of the schema in their order, loaded where one is to be made. A step that was ever released never changes. */
export const migrations: Readonly<Record<string, () => Promise<Migration>>> = {
  '0001_foundation': () => import('./0001_foundation.ts'),
  '0002_formatted_citation': () => import('./0002_formatted_citation.ts'),
  '0003_versions': () => import('./0003_versions.ts'),
  '0004_search': () => import('./0004_search.ts'),
  '0005_log': () => import('./0005_log.ts'),
  '0006_erasure': () => import('./0006_erasure.ts'),
  '0007_twins': () => import('./0007_twins.ts'),
  '0008_mirror': () => import('./0008_mirror.ts'),
  '0009_plain_indexes': () => import('./0009_plain_indexes.ts'),
  '0010_more_twins': () => import('./0010_more_twins.ts'),
  '0011_present_version': () => import('./0011_present_version.ts'),
  '0012_registration': () => import('./0012_registration.ts'),
  '0013_metadata_twins': () => import('./0013_metadata_twins.ts'),
  '0014_plain_letters': () => import('./0014_plain_letters.ts'),
  '0015_citation_keys': () => import('./0015_citation_keys.ts'),
  '0016_extraction': () => import('./0016_extraction.ts'),
  '0017_addresses': () => import('./0017_addresses.ts'),
}
