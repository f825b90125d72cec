/** Several files, of which one that is at fault stops no other. */
import { ColophonError } from '../errors.ts'
import { EXIT } from './exit-codes.ts'
import { note } from './output.ts'

/** Says what is wrong with a file. */
export function noteFailure(file: string, { message }: Error): void {
  note(message.startsWith(`${file} `) ? message : `${file}: ${message}`)
}

/** What a verb ends with that gave up some of its files: a roll-back is graver; usage when none could even be read. */
export function exitCodeOfFiles(failures: readonly Error[]): number {
  const codes = failures.map((error) => (error instanceof ColophonError ? error.code : 'failure'))
  if (codes.includes('log_rolled_back')) return EXIT.rolledBack
  return codes.every((code) => code === 'unusable_path') ? EXIT.usage : EXIT.failure
}
