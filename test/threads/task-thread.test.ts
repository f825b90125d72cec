import t from 'tap'
import { ColophonError } from '../../src/errors.ts'
import { TaskThread } from '../../src/threads/task-thread.ts'
import type { Fault } from './faults.ts'

const SETTINGS = {
  module: new URL('./faults.ts', import.meta.url),
  workerData: {},
  mostWaiting: 3,
  mostWaitingSize: 100,
  busy: 'too much waits',
  heap: 128,
}

t.test('whatever ends a thread, those who wait are told, and the next task has a thread', async (t) => {
  const ended = (cause: Error) => new ColophonError('busy', 'ended', {}, cause)
  const thread = new TaskThread<Fault>({ ...SETTINGS, ended })
  t.teardown(() => thread.stop(new Error('the test is over')))
  const causes: [Fault, object][] = [
    ['error', { message: 'ended', cause: { message: 'nobody catches this' } }],
    ['exit', { message: 'ended', cause: { message: /code 3/ } }],
    ['memory', { message: 'ended', cause: { code: 'ERR_WORKER_OUT_OF_MEMORY' } }],
  ]
  for (const [fault, reason] of causes) {
    t.equal(await thread.hand('none', 1), 'done')
    await t.rejects(thread.hand(fault, 1), { code: 'busy', ...reason }, fault)
  }
  t.equal(await thread.hand('none', 1), 'done')
})

t.test('without another sentence the fault itself is told', async (t) => {
  const thread = new TaskThread<Fault>(SETTINGS)
  t.teardown(() => thread.stop(new Error('the test is over')))
  await t.rejects(thread.hand('exit', 1), { message: 'The thread ended with code 3.' })
  await t.rejects(thread.hand('error', 1), { message: 'nobody catches this' })
})

t.test('more than may wait is refused, in number and in size, until there is room', async (t) => {
  const thread = new TaskThread<Fault>(SETTINGS)
  t.teardown(() => thread.stop(new Error('the test is over')))
  await t.rejects(thread.hand('none', 101), { code: 'busy', message: 'too much waits' })
  const settled = await Promise.allSettled(Array.from({ length: 5 }, () => thread.hand('none', 1)))
  t.same(settled.map(({ status }) => status), ['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']) // biome-ignore format: one list
  const [first, second] = await Promise.allSettled([thread.hand('none', 60), thread.hand('none', 60)])
  t.match([first, second], [{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'busy' } }])
  t.equal(await thread.hand('none', 100), 'done')
})

t.test('a thread that is stopped tells those who wait, and starts again when it is asked', async (t) => {
  const thread = new TaskThread<Fault>(SETTINGS)
  const waiting = thread.hand('time', 1)
  waiting.catch(() => {})
  await thread.stop(new Error('stopped'))
  await t.rejects(waiting, { message: 'stopped' })
  t.equal(await thread.hand('none', 1), 'done')
  await thread.finish()
})
