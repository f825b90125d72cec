import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const
/** In milliseconds. A terminal and npm both pass on one press of Ctrl-C. */
const SAME_WISH = 1000

export interface Grace {
  /** How long `close` may take, in milliseconds. */
  delay: number
  logger: Logger
  /** Another process decides how long is long enough: signals that follow the first change nothing. */
  patient?: boolean
}

/**
 * Ends the process when a signal comes, an error is not caught, or what is returned is called: once `close` is done, or
 * after its time. A signal that comes more than a second after the first ends it at once.
 */
export function endWithGrace(
  { delay, logger, patient = false }: Grace,
  close: () => Promise<void>,
): () => void {
  let begun: number | undefined
  const ending = closeWithGrace({ delay, logger, skip: [...SIGNALS] }, () => {
    begun = performance.now()
    return close()
  })
  const end = () => {
    if (begun === undefined) ending.close()
  }
  const onSignal = (signal: string) => {
    if (!patient && begun !== undefined && performance.now() - begun > SAME_WISH) {
      logger.error(`second ${signal}, exiting`)
      process.exit(1)
    }
    end()
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  return end
}
