/** A work's id and the version in which to look. */
export interface TextOfWork {
  work: string
  versionNo: number
}
