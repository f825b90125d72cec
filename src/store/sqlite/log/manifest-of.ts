import { summarizeBlocks } from '../../../log/block-tree.ts'
import { digestLines } from '../../../log/records-digest.ts'
import type { VersionManifest } from '../../../log/version-manifest.ts'
import { RECORD_KINDS } from '../../records.ts'
import type { Connection } from '../../sql/connection.ts'
import { manifestWith } from '../../sql/publications.ts'
import { blockRecords, recordLinesOf } from '../versions/version-records.ts'
import { readForPublication } from './publications.ts'

/** The manifest of a version as it stands in the tables. The nonce is 16 bytes in hexadecimal. */
export function manifestOf(db: Connection, versionNo: number, nonce: string): VersionManifest {
  const provenance = Object.fromEntries(
    RECORD_KINDS.map((kind) => [kind, digestLines(recordLinesOf(db, versionNo, kind))]),
  ) as VersionManifest['provenance']
  const blocks = summarizeBlocks(nonce, blockRecords(db, versionNo))
  return manifestWith(readForPublication(db, versionNo), { provenance, blocks, nonce })
}
