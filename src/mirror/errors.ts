import { LogError } from '../log/errors.ts'

/** What a mirror can find of its origin or of itself. */
export type MirrorCode =
  /** A note that no trusted key signed. */
  | 'bad_signature'
  /** Two histories signed by one key. */
  | 'fork'
  /** The directory holds something already. */
  | 'directory_not_empty'
  /** Another process changes the mirror. */
  | 'mirror_busy'
  /** What lies here is not what was taken over. */
  | 'mirror_damaged'
  /** The directory holds no mirror. */
  | 'not_a_mirror'
  /** What is served is not what was signed. */
  | 'origin_altered'
  /** What the log names is not served, and no entry withdraws it. */
  | 'origin_omits'
  /** The log is shorter than it was. */
  | 'origin_rolled_back'
  /** No answer, or one that says to come again. */
  | 'origin_unreachable'

/** Something that keeps a mirror from being made or gone on with. */
export class MirrorError extends Error {
  readonly code: MirrorCode
  /** The notes that prove it, where there are some. */
  readonly notes: Record<string, string>

  constructor(code: MirrorCode, message: string, notes: Record<string, string> = {}) {
    super(message)
    this.name = 'MirrorError'
    this.code = code
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
