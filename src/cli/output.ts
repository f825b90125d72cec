/** All that the command prints. What others wrote may be in it, and may try to speak to the terminal. */
import { visibleJson, visibleLines, visibleWords } from './visible.ts'

/** Words go to stdout, one thing a line. */
export function print(text: string): void {
  printStyled(shown(text))
}

/** Words as `print` shows them: where no terminal does, they keep the marks and directions of their writing. */
export function shown(text: string): string {
  return process.stdout.isTTY ? visibleLines(text) : visibleWords(text)
}

/** A line goes to stdout as it is: one with colours of ours, whose words were `shown` before. */
export function printStyled(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** A value goes to stdout as JSON. */
export function printJson(value: unknown, indent?: number): void {
  printStyled(shownJson(value, indent))
}

/** A value as JSON: on a terminal over several lines, elsewhere as one, for programs, unless an indent is named. */
export function shownJson(value: unknown, indent = process.stdout.isTTY ? 2 : 0): string {
  return visibleJson(value, indent)
}

/** What is said about the work goes to stderr. */
export function note(text: string): void {
  process.stderr.write(`${visibleLines(text)}\n`)
}
