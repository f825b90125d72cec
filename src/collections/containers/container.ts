/** Files that hold many documents: web archives, exports of sites. */
import type { LoadRequest } from '../../loading/document.ts'
import type { SkippedFile } from '../skipped-file.ts'

/** A document in a container. */
export interface Member {
  /** What it is called there, such as an address: told behind the name of the file, and matched by a pattern. */
  name: string
  /** Bytes of it, as far as is known before it is read. */
  size: number
  /** Reads it, to be loaded. Throws what is wrong with it. */
  read(): LoadRequest
  /**
   * The key of the work that it is a version of, where a container has several: they are imported in their order. Without
   * one it is a work of its own.
   */
  series?: string
  /** When it was captured (ISO 8601): members of all containers together are put in this order. */
  captured?: string
}

/** What is in a container. */
export interface Contents {
  members: Member[]
  /** What of it is no document, by reasons; names are those of members. */
  skipped: SkippedFile[]
  /** What cannot even be read. */
  damaged: { name: string; error: Error }[]
}

/** How containers of one kind are opened. A new kind is a file with one of these and a line in `kinds.ts`. */
export interface ContainerKind {
  /** What a sentence calls it. */
  title: string
  /** Whether a file is one, by its name and its beginning. */
  isOfKind(file: string, beginning: Uint8Array): boolean
  /**
   * Looks through a file; the documents in it are read when their turn comes. What is damaged in it stops nothing else.
   *
   * @param wants tells of the name of a member whether it is wanted
   * @throws ColophonError where nothing in the file can be found
   */
  open(file: string, wants: (name: string) => boolean): Promise<Contents>
}
