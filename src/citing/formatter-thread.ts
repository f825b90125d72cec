/**
 * The server's formatter: a style's first answer takes up to a second and a list of a thousand works up to twenty,
 * in which the thread that answers requests must not stand still. This module is the threads and their client.
 */
import { ColophonError } from '../errors.ts'
import { remote } from '../threads/remote.ts'
import { serveThread } from '../threads/serve.ts'
import { TaskThread } from '../threads/task-thread.ts'
import type { Formatter } from './formatter.ts'
import { LocalFormatter } from './local-formatter.ts'
import { StyleDirectory } from './styles/style-directory.ts'
import { bundledStyles, StyleRegistry } from './styles/style-registry.ts'

/** More than this waiting is refused; a task that takes more megabytes of heap or milliseconds is given up. */
interface Limits {
  mostWaiting: number
  /** In characters of the items as JSON. */
  mostWaitingSize: number
  heap: number
  longest: number
}

const SINGLES: Limits = { mostWaiting: 1000, mostWaitingSize: 16_000_000, heap: 512, longest: 60_000 }
const LISTS: Limits = { mostWaiting: 8, mostWaitingSize: 16_000_000, heap: 1024, longest: 60_000 }

/**
 * Hands single items to one thread and lists to another, so that a citation never waits for a bibliography. A task that
 * is given up or whose thread ends is refused with `busy`, as are those that wait behind it; the next one has a thread
 * again. To close them ends the threads; what waits fails.
 *
 * @param directory holds further styles, as in StyleDirectory; the threads read it for themselves
 */
export function formatterThreads(
  directory?: string,
  limits: { singles?: Partial<Limits>; lists?: Partial<Limits> } = {},
): Formatter {
  const start = {
    module: import.meta.url,
    data: directory,
    busy: 'Too many citations are waiting to be formatted. Try again in a few seconds.',
    late: 'Formatting took too long and was given up. Try again, or with fewer items.',
    ended,
  }
  const singles = new TaskThread({ ...start, ...SINGLES, ...limits.singles })
  const lists = new TaskThread({ ...start, ...LISTS, yields: true, ...limits.lists })
  const closed = new Error('The formatter was closed.')
  return {
    pieces: remote<Pick<Formatter, 'pieces'>>(singles, { pieces: ({ item }) => lengthOf(item) }).pieces,
    list: remote<Pick<Formatter, 'list'>>(lists, { list: ({ items }) => lengthOf(items) }).list,
    close: async () => void (await Promise.all([singles.stop(closed), lists.stop(closed)])),
  }
}

function lengthOf(items: unknown): number {
  return JSON.stringify(items).length
}

/** Nothing is lost with a thread that formats: what waited can be asked for again. */
function ended(cause: NodeJS.ErrnoException): ColophonError {
  const message =
    cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? 'Formatting took too much memory and was given up. Try again, or with fewer items.'
      : 'Formatting was cut short. Try again in a few seconds.'
  return new ColophonError('busy', message, {}, cause)
}

serveThread(import.meta.url, (directory: string | undefined) => {
  const styles = new StyleRegistry(bundledStyles(), directory ? new StyleDirectory(directory) : undefined)
  const formatter = new LocalFormatter(styles)
  return () => formatter
})
