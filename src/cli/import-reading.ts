import { resolve } from 'node:path'
import { readSourceFile } from '../archive/source-file.ts'
import type { Member } from '../collections/containers/container.ts'
import type { ManifestList } from '../collections/lists/read-list.ts'
import type { LoadRequest } from '../loading/document.ts'
import type { GivenMetadata } from '../loading/metadata/given-metadata-schema.ts'
import type { Connection } from '../store/sql/connection.ts'
import { knownSource } from '../store/sqlite/works/known-source.ts'
import { newestVersion } from '../store/sqlite/works/version-list.ts'
import type { Recorded } from '../store/works.ts'
import type { Reading } from './import-groups.ts'
import type { ImportOptions } from './import-options.ts'

/** How files are read, with what is said of them. */
export function readerFor({ manifest, list }: Pick<ImportOptions, 'manifest' | 'list'>): Reading['read'] {
  return ({ file, mediaType, member }) =>
    member
      ? readMember(member)
      : readSourceFile(file, {
          type: mediaType,
          manifest: list ? undefined : manifest,
          given: list && givenIn(list, file),
        })
}

/** How files are read for an archive; without one nothing is known. @param work id of the one whose versions they become */
export function readingFor(
  db: Connection | undefined,
  options: Pick<ImportOptions, 'manifest' | 'list'>,
  work: string | undefined,
): Reading {
  return {
    read: readerFor(options),
    known: (sha256) => db && (work ? newestWith(db, work, sha256) : knownSource(db, sha256)),
  }
}

/** The key of a series makes its work, whichever of its members comes first. */
function readMember({ series, read }: Member): LoadRequest {
  const request = read()
  return series === undefined ? request : { ...request, manifest: { ...request.manifest, key: series } }
}

/** A work's newest version, when it was made of the source with this digest. */
function newestWith(db: Connection, work: string, sha256: string): Recorded | undefined {
  const newest = newestVersion(db, work)
  return newest?.sourceSha256 === sha256 ? { work, version: newest.id, known: true } : undefined
}

/** What a list says of a file. Throws what is wrong with that. */
function givenIn({ files }: ManifestList, file: string): GivenMetadata | undefined {
  const listed = files.get(resolve(file))?.manifest
  if (listed instanceof Error) throw listed
  return listed
}
