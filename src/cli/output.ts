/** Data goes to stdout, one thing a line. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** What is said about the work goes to stderr. What others sent may be in it, and may try to speak to the terminal. */
export function note(text: string): void {
  process.stderr.write(`${text.replace(/[^\P{Cc}\n]/gu, '\ufffd')}\n`)
}
