import { existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { readGiven } from '../files/user-path.ts'
import type { LoadRequest } from '../loading/document.ts'
import { parseGivenMetadata } from '../loading/metadata/given-metadata.ts'
import type { GivenMetadata } from '../loading/metadata/given-metadata-schema.ts'

/** What the person who imports says beside the file itself. */
export interface ImportWishes {
  /** Media type; told by the extension or the content when left out. */
  type?: string | undefined
  /** Path of a manifest; else `<name>.manifest.json` beside the file is read where it is there, with or without extension. */
  manifest?: string | undefined
  /** What a list says of the file, in place of a manifest. */
  given?: GivenMetadata | undefined
}

/** Reads a file, and its manifest, to be loaded. @throws ColophonError `unusable_path`, LoadingError */
export function readSourceFile(file: string, wishes: ImportWishes = {}): LoadRequest {
  const { type = '', given = manifestFor(file, wishes) } = wishes
  return {
    bytes: readGiven(file),
    mediaType: type,
    fileName: basename(file),
    ...(given && { manifest: given }),
  }
}

function manifestFor(
  file: string,
  { manifest = manifestBeside(file) }: ImportWishes,
): GivenMetadata | undefined {
  return manifest === undefined ? undefined : readManifestFile(manifest)
}

/** The manifest that speaks of a file: `article.md.manifest.json` beside `article.md`, else `article.manifest.json`. */
export function manifestBeside(file: string): string | undefined {
  const names = [basename(file), basename(file, extname(file))]
  return names.map((name) => join(dirname(file), `${name}.manifest.json`)).find((path) => existsSync(path))
}

/** More than any manifest has, in bytes. */
const LONGEST_MANIFEST = 4 * 1024 * 1024

/** The manifest in a file. @throws ColophonError `unusable_path`, LoadingError */
export function readManifestFile(file: string): GivenMetadata {
  return parseGivenMetadata(readGiven(file, LONGEST_MANIFEST).toString())
}
