import { ColophonError } from '../../errors.ts'

/** What a list says of one work, as it is written there. */
export interface ListEntry {
  /** Where it begins in the list, from 1. */
  line: number
  /** Names of its file, the likeliest first; none when it names none. */
  files: string[]
  /** By which texts cite it, in a list that has such keys. */
  key?: string
  /** Fields of a manifest, by their names there or in CSL. */
  fields: Record<string, unknown>
}

/** A list, read. */
export interface ReadEntries {
  entries: ListEntry[]
  /**
   * Whether what does not fit a manifest is left out, and told: in files that other programs write for other purposes.
   * What a person wrote for this one is refused.
   */
  lenient: boolean
}

/** The error that a list has at a line. */
export function listError(line: number, what: string): ColophonError {
  return new ColophonError('invalid_list', `line ${line}: ${what}`)
}
