/** A file that is left out, or what of a container is, and why, as a clause. */
export interface SkippedFile {
  file: string
  why: string
}
