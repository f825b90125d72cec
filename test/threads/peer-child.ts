/** A process whose methods are faults, and one of which asks back. */
import { ColophonError } from '../../src/errors.ts'
import { Peer } from '../../src/threads/peer.ts'
import { remote } from '../../src/threads/remote.ts'

/** What the process that starts it answers. */
export interface Parent {
  double(number: number): Promise<number>
}

/** What it answers itself. */
export interface Child {
  echo(bytes: Uint8Array): Promise<Uint8Array>
  askedBack(number: number): Promise<number>
  refuse(): Promise<never>
  never(): Promise<never>
  exit(): Promise<never>
}

const methods: Child = {
  echo: async (bytes) => bytes,
  askedBack: async (number) => (await parent.double(number)) + 1,
  refuse: async () => {
    throw new ColophonError('archive_damaged', 'it is damaged', { sqlite: 'x' })
  },
  never: () => new Promise(() => {}),
  exit: () => process.exit(3),
}

const parent = remote<Parent>(new Peer(process, methods))
