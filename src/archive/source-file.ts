import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { LoadRequest } from '../loading/document.ts'
import { parseManifest } from '../loading/manifest.ts'

/** What the person who imports says beside the file itself. */
export interface ImportWishes {
  /** Media type; told by the extension or the content when left out. */
  type?: string | undefined
  /** Path of a manifest; else `<name>.manifest.json` beside the file is read where it is there. */
  manifest?: string | undefined
}

/** Reads a file, and its manifest, to be loaded. @throws Error of the file system, LoadingError of the manifest */
export function readSourceFile(file: string, { type = '', manifest }: ImportWishes = {}): LoadRequest {
  const beside = join(dirname(file), `${basename(file, extname(file))}.manifest.json`)
  const manifestFile = manifest ?? (existsSync(beside) ? beside : undefined)
  return {
    bytes: readFileSync(file),
    mediaType: type,
    fileName: basename(file),
    ...(manifestFile && { manifest: parseManifest(readFileSync(manifestFile, 'utf8')) }),
  }
}
