/** How often is looked whether npm still waits, in milliseconds. */
const LOOK_MS = 250

/**
 * `npx` and `npm run` start a server below a shell, which ends alone when npm is told to end. A server that npm started
 * therefore ends when what started it has ended.
 *
 * @param end what ends the server as a signal does
 */
export function endWithNpm(end: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    end()
  }, LOOK_MS)
  timer.unref()
}
