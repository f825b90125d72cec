import type { ManifestList } from '../collections/lists/read-list.ts'

/** What `colophon import` is told beside the files. */
export interface ImportOptions {
  manifest?: string
  type?: string
  work?: string
  json?: boolean
  /** What the names of documents in containers are to be like. */
  match?: string
  dryRun?: boolean
  /** Whether to go on, and import what comes into the folders. */
  watch?: boolean
  /** Whether a manifest corrects the metadata of what is there already. */
  updateMetadata?: boolean
  /** What is in the file `manifest`, when it is a list. */
  list?: ManifestList | undefined
}
