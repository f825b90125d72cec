import { ColophonError, type MirrorErrorCode } from '../errors.ts'
import { LogError } from '../log/errors.ts'

/** Something that keeps a mirror from being made or gone on with. */
export class MirrorError extends ColophonError {
  declare readonly code: MirrorErrorCode
  /** The notes that prove it, where there are some. */
  readonly notes: Record<string, string>

  constructor(code: MirrorErrorCode, message: string, notes: Record<string, string> = {}) {
    super(code, message)
    this.notes = notes
  }
}

/**
 * What reading the origin's bytes comes to. What cannot be read is not what was signed, whatever it was meant to be.
 *
 * @throws MirrorError `origin_altered`
 */
export function ofOrigin<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof MirrorError || !isUnreadable(error)) throw error
    throw new MirrorError('origin_altered', `What is served cannot be read: ${(error as Error).message}`)
  }
}

/** Whether an error is of the kind that values throw which are of another form than they should. */
export function isUnreadable(error: unknown): boolean {
  return (
    error instanceof LogError ||
    error instanceof SyntaxError ||
    error instanceof TypeError ||
    error instanceof RangeError
  )
}
