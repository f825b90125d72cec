import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Logger } from 'pino'
import { EXIT } from '../exit-codes.ts'

/**
 * Brings a mirror up to date now and every so many minutes, in a process of its own, so that who reads meanwhile does
 * not wait. The next begins only when the one before has ended.
 *
 * @param command the arguments of this process up to the verb
 * @returns what ends it
 */
export function repeatSync(
  directory: string,
  {
    minutes,
    logger,
    command = process.argv.slice(0, 2),
  }: { minutes: number; logger: Logger; command?: string[] },
): () => void {
  const [node, ...main] = command as [string, ...string[]]
  const stopping = new AbortController()
  let timer: NodeJS.Timeout
  const syncOnce = async () => {
    const child = spawn(node, [...process.execArgv, ...main, 'mirror', 'sync', directory], {
      stdio: ['ignore', 'ignore', 'pipe'],
      signal: stopping.signal,
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-MOST_SAID)
    })
    const [code] = (await once(child, 'close')) as [number | null]
    logger[code === EXIT.ok ? 'info' : 'error']({ code }, said.trim())
  }
  const next = () => {
    syncOnce()
      .catch((error: Error) => stopping.signal.aborted || logger.error(error))
      .finally(() => {
        if (!stopping.signal.aborted) timer = setTimeout(next, minutes * 60_000)
      })
  }
  next()
  return () => {
    clearTimeout(timer)
    stopping.abort()
  }
}

/** Characters of what a sync said that are logged: the last ones. */
const MOST_SAID = 4000
