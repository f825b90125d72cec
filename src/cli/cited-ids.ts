import { readGiven } from '../files/user-path.ts'

/** Ids in the order of the document; `-` stands for those on stdin, one a line. */
export function idsOf(args: readonly string[]): string[] {
  return args.flatMap((arg) => (arg === '-' ? lines(readGiven(arg).toString()) : [arg]))
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
