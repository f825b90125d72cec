/** Data goes to stdout, one thing a line. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** What is said about the work goes to stderr. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`)
}
