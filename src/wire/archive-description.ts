import type { Static } from 'typebox'
import { type NoteVerifier, printVerifierKey } from '../log/note-key.ts'
import { SOFTWARE_VERSION } from '../software.ts'
import type { ArchiveDescriptionSchema } from './schemas/log.ts'
import type { Urls } from './urls.ts'

const WITHDRAWAL_POLICY =
  'What is withdrawn answers 410. The log keeps ids and digests for ever; a mirror stops showing what an entry withdraws and deletes the blobs that it names as erased.'

/** What an archive tells of itself beside its addresses. */
export interface DescribedArchive {
  /** Those that signed the newest checkpoint; none before the first. */
  keys: readonly NoteVerifier[]
  /** Addresses of copies. */
  mirrors: readonly string[]
  /** When its origin last answered (ISO time); null for an archive that is no copy. */
  askedAt: string | null
}

/** The wire shape of what a mirror has to know of the archive. */
export function archiveDescriptionView(
  urls: Urls,
  { keys, mirrors, askedAt }: DescribedArchive,
): Static<typeof ArchiveDescriptionSchema> {
  return {
    name: keys[0]?.name ?? null,
    publicKeys: keys.map(printVerifierKey),
    log: {
      checkpoint: `${urls.base}/log/checkpoint`,
      tiles: `${urls.base}/log/tile/`,
      entries: `${urls.base}/log/entries`,
    },
    blobs: `${urls.base}/blobs/sha256/`,
    records: `${urls.base}/log/records/`,
    quotes: `${urls.base}/quotes`,
    dumps: `${urls.base}/dumps`,
    mirror: { addresses: `${urls.base}/mirror.txt`, digests: `${urls.base}/mirror.sha256` },
    policy: { withdrawal: WITHDRAWAL_POLICY },
    mirrorOf: urls.mirrorOf,
    askedAt,
    mirrors: [...mirrors],
    software: { name: 'Colophon', version: SOFTWARE_VERSION },
  }
}
