import { ColophonError, type ErrorCode } from '../errors.ts'

/** Something was asked by a name that is not known. `nearest` are the likeliest names that are. */
class UnknownNameError extends ColophonError {
  readonly nearest: string[]

  constructor(code: ErrorCode, message: string, nearest: string[]) {
    super(code, nearest.length > 0 ? `${message} Did you mean ${nearest.join(', ')}?` : message, { nearest })
    this.nearest = nearest
  }
}

/** No style has this id or alias. */
export class UnknownStyleError extends UnknownNameError {
  constructor(asked: string, nearest: string[]) {
    super('unknown_style', `There is no style ${JSON.stringify(asked)}.`, nearest)
  }
}

/** No locale file is there for this tag. */
export class UnknownLocaleError extends UnknownNameError {
  constructor(asked: string, nearest: string[]) {
    super('unknown_locale', `There is no locale ${JSON.stringify(asked)}.`, nearest)
  }
}
