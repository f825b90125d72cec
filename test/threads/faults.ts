/** A thread whose methods are faults: it is its own module, as in the server. */
import { getPriority } from 'node:os'
import { ColophonError } from '../../src/errors.ts'
import { serveThread } from '../../src/threads/serve.ts'

export interface Faults {
  none(): Promise<string>
  priority(): Promise<number>
  error(): Promise<never>
  ours(): Promise<never>
  exit(): Promise<never>
  memory(): Promise<never>
  time(): Promise<never>
}

const forEver = new Promise<never>(() => {})

const faults: Faults = {
  none: async () => 'done',
  priority: async () => getPriority(0),
  error: () => {
    setImmediate(() => Promise.reject(new Error('nobody catches this')))
    return forEver
  },
  ours: () => {
    setImmediate(() => Promise.reject(new ColophonError('archive_damaged', 'it is damaged', { sqlite: 'x' })))
    return forEver
  },
  exit: () => process.exit(3),
  memory: () => {
    const held: string[][] = []
    for (;;) held.push(Array.from({ length: 10_000 }, (_, n) => `${n} ${held.length}`))
  },
  time: () => {
    for (;;);
  },
}

serveThread(import.meta.url, () => () => faults)
