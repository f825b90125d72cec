/** What `colophon import` is told beside the files. */
export interface ImportOptions {
  manifest?: string
  type?: string
  work?: string
  json?: boolean
  dryRun?: boolean
}
