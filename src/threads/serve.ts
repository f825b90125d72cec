/** What runs in a thread. */
import { setPriority } from 'node:os'
import { platform } from 'node:process'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { type Answer, describeError, NOBODY, type Request } from './messages.ts'

/** Linux gives a thread of this niceness a third of what one of 0 gets (sched(7)); elsewhere it would be the process's. */
const NICENESS = 5

type Methods = Record<string, (...parameters: unknown[]) => Promise<unknown>>

/**
 * Answers the calls of a client in the thread that was started with this module; does nothing in all others.
 *
 * @param module `import.meta.url`
 * @param implement makes of the client's data what gives, for each call, the object that has the methods
 */
export function serveThread<Data>(
  module: string,
  implement: (data: Data) => () => object | Promise<object>,
): void {
  const started = workerData as { module?: string; data: Data; yields: boolean } | null
  if (isMainThread || started?.module !== module) return
  if (started.yields && platform === 'linux') setPriority(0, NICENESS)
  const implementation = implement(started.data)
  parentPort!.on('message', async (request: Request) => answer(await answerTo(implementation, request)))
}

/** What comes of a call: what the method that it names gives, or throws. Never rejects. */
export async function answerTo(
  implementation: () => object | Promise<object>,
  { id, call: { method, parameters } }: Request,
): Promise<Answer> {
  try {
    const methods = (await implementation()) as Methods
    return { id, value: await methods[method]!(...parameters) }
  } catch (cause) {
    return { id, error: describeError(cause as Error) }
  }
}

/** Tells the client what failed when nobody waits for it. */
export function reportFailure(error: Error): void {
  answer({ id: NOBODY, error: describeError(error) })
}

function answer(message: Answer): void {
  parentPort!.postMessage(message)
}
