/** Calls of a thread for which the caller stands still: for code that has nothing else to do until it knows the answer. */
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
  workerData,
} from 'node:worker_threads'

/** What the thread is started with. */
interface Started {
  module: string
  data: unknown
  port: MessagePort
  /** One whole number of 32 bits: how many questions were answered. */
  answered: SharedArrayBuffer
}

/** The thread did not answer in time. It was ended, and what became of the question nobody knows. */
export class NoAnswer extends Error {}

/** A thread that answers one question at a time. It keeps no process alive. */
export class BlockingThread {
  readonly #worker: Worker
  readonly #port: MessagePort
  readonly #answered: Int32Array
  #asked = 0

  /** @param module `import.meta.url` of the module that calls `answerBlocking` */
  constructor(module: string, data: unknown) {
    const { port1, port2 } = new MessageChannel()
    const answered = new SharedArrayBuffer(4)
    this.#answered = new Int32Array(answered)
    this.#port = port1
    this.#worker = new Worker(new URL(module), {
      workerData: { module, data, port: port2, answered } satisfies Started,
      transferList: [port2],
    })
    // Who asks next is told by the time that passes.
    this.#worker.on('error', () => {}).unref()
  }

  /** Stands still until the answer is there, at most so many milliseconds. @throws NoAnswer */
  ask<Answer>(question: unknown, longest: number): Answer {
    this.#port.postMessage(question)
    if (Atomics.wait(this.#answered, 0, this.#asked, longest) === 'timed-out') {
      this.end()
      throw new NoAnswer('The thread did not answer in time.')
    }
    this.#asked++
    return receiveMessageOnPort(this.#port)!.message as Answer
  }

  end(): void {
    this.#port.close()
    void this.#worker.terminate()
  }
}

/**
 * Answers in the thread that was started with this module; does nothing in all others.
 *
 * @param implement makes of the data what answers; its answers never reject
 */
export function answerBlocking<Data>(
  module: string,
  implement: (data: Data) => (question: never) => Promise<unknown>,
): void {
  const started = workerData as Started | null
  if (started?.module !== module || !started.answered) return
  const answer = implement(started.data as Data)
  const answered = new Int32Array(started.answered)
  started.port.on('message', async (question: unknown) => {
    started.port.postMessage(await answer(question as never))
    Atomics.add(answered, 0, 1)
    Atomics.notify(answered, 0)
  })
}
