/** A thread whose tasks are faults: it is its own module, as in the server. */
import { isMainThread } from 'node:worker_threads'
import { answerTasks } from '../../src/threads/task-thread.ts'

export type Fault = 'none' | 'error' | 'exit' | 'memory' | 'time'

const FAULTS: Record<Fault, () => unknown> = {
  none: () => 'done',
  error: () => setImmediate(() => Promise.reject(new Error('nobody catches this'))),
  exit: () => process.exit(3),
  memory: () => {
    const held: string[][] = []
    for (;;) held.push(Array.from({ length: 10_000 }, (_, n) => `${n} ${held.length}`))
  },
  time: () => {
    for (;;);
  },
}

if (!isMainThread)
  answerTasks<Fault>(async (fault) => {
    const value = FAULTS[fault]()
    return fault === 'none' ? value : new Promise(() => {})
  })
