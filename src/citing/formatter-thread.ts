/**
 * The server's formatter: a style's first answer takes up to a second and a list of a thousand works up to twenty,
 * in which the thread that answers requests must not stand still. This module is the thread and its client.
 */
import { isMainThread, workerData } from 'node:worker_threads'
import { ColophonError } from '../errors.ts'
import { answerTasks, TaskThread } from '../threads/task-thread.ts'
import type { FormattedList, Formatter, ListTask, Pieces, PiecesTask } from './formatter.ts'
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

/** Hands single items to one thread and lists to another, so that a citation never waits for a bibliography. */
export class FormatterThread implements Formatter {
  readonly #singles: TaskThread<PiecesTask>
  readonly #lists: TaskThread<ListTask>

  /**
   * `directory` holds further styles, as in StyleDirectory; the threads read it for themselves. A task that is given up
   * or whose thread ends is refused with `busy`, as are those that wait behind it; the next one has a thread again.
   */
  constructor(directory?: string, limits: { singles?: Partial<Limits>; lists?: Partial<Limits> } = {}) {
    const start = {
      module: new URL(import.meta.url),
      workerData: { formatter: { directory } },
      busy: 'Too many citations are waiting to be formatted. Try again in a few seconds.',
      late: 'Formatting took too long and was given up. Try again, or with fewer items.',
      ended,
    }
    this.#singles = new TaskThread({ ...start, ...SINGLES, ...limits.singles })
    this.#lists = new TaskThread({ ...start, ...LISTS, ...limits.lists })
  }

  pieces(task: PiecesTask): Promise<Partial<Pieces>> {
    return this.#singles.hand(task, JSON.stringify(task.item).length)
  }

  list(task: ListTask): Promise<FormattedList> {
    return this.#lists.hand(task, JSON.stringify(task.items).length)
  }

  /** Ends the threads; what waits fails. */
  async close(): Promise<void> {
    const closed = new Error('The formatter was closed.')
    await Promise.all([this.#singles.stop(closed), this.#lists.stop(closed)])
  }
}

/** Nothing is lost with a thread that formats: what waited can be asked for again. */
function ended(cause: NodeJS.ErrnoException): ColophonError {
  const message =
    cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? 'Formatting took too much memory and was given up. Try again, or with fewer items.'
      : 'Formatting was cut short. Try again in a few seconds.'
  return new ColophonError('busy', message, {}, cause)
}

function serve(directory: string | undefined): void {
  const styles = new StyleRegistry(bundledStyles(), directory ? new StyleDirectory(directory) : undefined)
  const formatter = new LocalFormatter(styles)
  answerTasks<PiecesTask | ListTask>((task) =>
    'items' in task ? formatter.list(task) : formatter.pieces(task),
  )
}

const settings = (workerData as { formatter?: { directory?: string } } | null)?.formatter
if (!isMainThread && settings) serve(settings.directory)
