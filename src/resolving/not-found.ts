import { ColophonError, type ErrorCode } from '../errors.ts'

/** Where to look for something instead: a list, the versions of a work, or the paragraph itself. */
type Elsewhere = 'works' | 'quotes' | { versionsOf: string } | { paragraph: string }

/** Something is not here, but may be elsewhere. Whoever hands out addresses adds the address to the sentence. */
export class NotFound extends ColophonError {
  readonly elsewhere: Elsewhere

  constructor(code: ErrorCode, message: string, elsewhere: Elsewhere) {
    super(code, message)
    this.elsewhere = elsewhere
  }
}
