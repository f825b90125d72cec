import { ColophonError, type LogErrorCode } from '../errors.ts'

/** Something of a log that is not what it must be. The sentence says what, the code says of which kind. */
export class LogError extends ColophonError {
  declare readonly code: LogErrorCode

  constructor(code: LogErrorCode, message: string, cause?: unknown) {
    super(code, message, {}, cause)
  }
}
