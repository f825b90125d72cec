import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { ColophonError } from '../../src/errors.ts'
import { Peer } from '../../src/threads/peer.ts'
import { remote, type Sizes } from '../../src/threads/remote.ts'
import type { Child, Parent } from './peer-child.ts'

const SIZES: Sizes<Child> = { echo: ({ length }) => length, never: () => 60 }
const BOUNDS = { mostSize: 10_000_000, busy: 'too much is under way' }

function child(t: Test, bounds = BOUNDS): Child {
  const file = fileURLToPath(new URL('./peer-child.ts', import.meta.url))
  const started = fork(file, { serialization: 'advanced' })
  t.teardown(() => started.kill('SIGKILL'))
  const parent: Parent = { double: async (number) => number * 2 }
  return remote<Child>(new Peer(started, parent, bounds), SIZES)
}

t.test('processes ask one another, and bytes and errors come as they were', async (t) => {
  const other = child(t)
  t.equal(await other.askedBack(20), 41)
  const bytes = Uint8Array.from({ length: 8_000_000 }, (_, at) => at % 251)
  t.ok(Buffer.from(bytes).equals(await other.echo(bytes)), '8 MB')
  const refused = await other.refuse().catch((error) => error)
  t.type(refused, ColophonError)
  t.match(refused, { code: 'archive_damaged', message: 'it is damaged', details: { sqlite: 'x' } })
})

t.test('whoever waits for a process that ends is told, and so is whoever asks later', async (t) => {
  const other = child(t)
  const waiting = other.never()
  await t.rejects(other.exit(), { message: /at the other end is gone/ })
  await t.rejects(waiting, { message: /at the other end is gone/ })
  await t.rejects(other.askedBack(1), { code: 'ERR_IPC_CHANNEL_CLOSED' })
})

t.test('more than may be under way is refused, until there is room', async (t) => {
  const other = child(t, { ...BOUNDS, mostSize: 100 })
  const echoed = other.echo(new Uint8Array(60))
  await t.rejects(other.never(), { code: 'busy', message: 'too much is under way' })
  t.equal(await other.askedBack(1), 3, 'what has no size is not bounded')
  t.equal((await echoed).length, 60)
  t.equal((await other.echo(new Uint8Array(100))).length, 100)
})
