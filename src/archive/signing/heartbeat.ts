import type { ArchiveWriter } from '../writer.ts'

const HOUR = 3_600_000

/** After how long without a publication the log says that it is alive, and how often that is looked at, in milliseconds. */
const USUAL = { quiet: 24 * HOUR, every: HOUR }

/**
 * Lets the log say that it is alive when nothing is published for a day, so that a copy can tell how current it is.
 * It keeps no process running.
 *
 * @returns what ends it
 */
export function startHeartbeat(
  writer: Pick<ArchiveWriter, 'beat'>,
  failed: (error: Error) => void,
  { quiet, every } = USUAL,
): () => void {
  const beat = () => void writer.beat(quiet).catch(failed)
  const timer = setInterval(beat, every).unref()
  beat()
  return () => clearInterval(timer)
}
