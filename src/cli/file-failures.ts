/** Several files, of which one that is at fault stops no other. */
import { ColophonError } from '../errors.ts'
import { EXIT } from './exit-codes.ts'
import { note } from './output.ts'

/** Says what is wrong with a file. */
export function noteFailure(file: string, { message }: Error): void {
  note(message.startsWith(`${file} `) ? message : `${file}: ${message}`)
}

/** What a verb ends with that gave up some of its files: usage when none of them could even be read. */
export function exitCodeOfFiles(failures: readonly Error[]): number {
  const isUsage = (error: Error) => error instanceof ColophonError && error.code === 'unusable_path'
  return failures.every(isUsage) ? EXIT.usage : EXIT.failure
}
