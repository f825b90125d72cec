import { ColophonError, type ErrorCode } from '../errors.ts'

/** Names that an error lists; a directory of styles may have ten thousand. */
const LISTED = 40

/** The names that there are, and the likeliest of them. */
interface Known {
  nearest: string[]
  names: readonly string[]
}

/** Something was asked by a name that is not known. `nearest` are the likeliest names that are. */
class UnknownNameError extends ColophonError {
  readonly nearest: string[]

  constructor(code: ErrorCode, message: string, { nearest, names }: Known) {
    const guess = nearest.length > 0 ? ` Did you mean ${nearest.join(', ')}?` : ''
    super(code, `${message}${guess} There are ${listed(names)}.`, { nearest })
    this.nearest = nearest
  }
}

function listed(names: readonly string[]): string {
  const rest = names.length - LISTED
  return `${names.slice(0, LISTED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** No style has this id or alias, or its file cannot be used: `fault` says why. */
export class UnknownStyleError extends UnknownNameError {
  constructor(asked: string, known: Known, fault?: string) {
    super('unknown_style', fault ?? `There is no style ${JSON.stringify(asked)}.`, known)
  }
}

/** No locale file is there for this tag. */
export class UnknownLocaleError extends UnknownNameError {
  constructor(asked: string, known: Known) {
    super('unknown_locale', `There is no locale ${JSON.stringify(asked)}.`, known)
  }
}
