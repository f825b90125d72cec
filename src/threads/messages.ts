/** What goes between a thread and its client. */
import { ColophonError, ERRORS, type ErrorCode } from '../errors.ts'

/** A method that the thread is asked for, and what it is given. */
export interface Call {
  method: string
  parameters: unknown[]
}

/** A call with its number. */
export interface Request {
  id: number
  call: Call
}

/** What came of the call with the same number. */
export interface Answer {
  id: number
  value?: unknown
  error?: DescribedError
}

/** Errors lose their class between threads: these are the parts that ours are made of. */
export interface DescribedError {
  code?: ErrorCode
  message: string
  details?: Record<string, unknown>
  /** The code of an error that is not ours, such as one of SQLite or of the system. */
  foreign?: string
}

/** The number that no call has: calls are counted from 1. */
export const NOBODY = 0

/** The parts of an error. */
export function describeError(error: Error): DescribedError {
  return error instanceof ColophonError
    ? { code: error.code, message: error.message, details: error.details }
    : { message: error.stack ?? error.message, ...foreignCode(error) }
}

/** An error made again from its parts. */
export function describedError({ code, message, details, foreign }: DescribedError): Error {
  if (code) return new ColophonError(code, message, details)
  return Object.assign(new Error(message), foreign !== undefined && { code: foreign })
}

function foreignCode({ code }: Error & { code?: unknown }): Pick<DescribedError, 'foreign'> {
  return typeof code === 'string' ? { foreign: code } : {}
}

/** What ended a thread: one of our errors that came without its class is made again. */
export function endingError(cause: Error & { code?: unknown; details?: unknown }): Error {
  const { code, message, details } = cause
  if (cause instanceof ColophonError || typeof code !== 'string' || !Object.hasOwn(ERRORS, code)) return cause
  return new ColophonError(code as ErrorCode, message, details as ColophonError['details'])
}
