import { getPriority } from 'node:os'
import { platform } from 'node:process'
import t from 'tap'
import { ColophonError } from '../../src/errors.ts'
import { remote } from '../../src/threads/remote.ts'
import { TaskThread, type ThreadSettings } from '../../src/threads/task-thread.ts'
import type { Faults } from './faults.ts'

const SETTINGS = {
  module: new URL('./faults.ts', import.meta.url).href,
  mostWaiting: 3,
  mostWaitingSize: 100,
  busy: 'too much waits',
  heap: 128,
}

const call = (method: keyof Faults) => ({ method, parameters: [] })

t.test('whatever ends a thread, those who wait are told, and the next task has a thread', async (t) => {
  const ended = (cause: Error) => new ColophonError('busy', 'ended', {}, cause)
  const thread = new TaskThread({ ...SETTINGS, ended })
  t.teardown(() => thread.stop(new Error('the test is over')))
  const causes: [keyof Faults, object][] = [
    ['error', { message: 'ended', cause: { message: 'nobody catches this' } }],
    ['exit', { message: 'ended', cause: { message: /code 3/ } }],
    ['memory', { message: 'ended', cause: { code: 'ERR_WORKER_OUT_OF_MEMORY' } }],
  ]
  for (const [fault, reason] of causes) {
    t.equal(await thread.hand(call('none'), 1), 'done')
    await t.rejects(thread.hand(call(fault), 1), { code: 'busy', ...reason }, fault)
  }
  t.equal(await thread.hand(call('none'), 1), 'done')
})

t.test('without another sentence the fault itself is told', async (t) => {
  const thread = new TaskThread(SETTINGS)
  t.teardown(() => thread.stop(new Error('the test is over')))
  await t.rejects(thread.hand(call('exit'), 1), { message: 'The thread ended with code 3.' })
  await t.rejects(thread.hand(call('error'), 1), { message: 'nobody catches this' })
  const ours = await thread.hand(call('ours'), 1).catch((error) => error)
  t.type(ours, ColophonError)
  t.match(ours, { code: 'archive_damaged', message: 'it is damaged', details: { sqlite: 'x' } })
})

t.test('more than may wait is refused, in number and in size, until there is room', async (t) => {
  const thread = new TaskThread(SETTINGS)
  t.teardown(() => thread.stop(new Error('the test is over')))
  await t.rejects(thread.hand(call('none'), 101), { code: 'busy', message: 'too much waits' })
  const settled = await Promise.allSettled(Array.from({ length: 5 }, () => thread.hand(call('none'), 1)))
  t.same(settled.map(({ status }) => status), ['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']) // biome-ignore format: one list
  const [first, second] = await Promise.allSettled([
    thread.hand(call('none'), 60),
    thread.hand(call('none'), 60),
  ])
  t.match([first, second], [{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'busy' } }])
  t.equal(await thread.hand(call('none'), 100), 'done')
})

t.test('a thread that is stopped tells those who wait, and starts again when it is asked', async (t) => {
  const thread = new TaskThread(SETTINGS)
  const waiting = thread.hand(call('time'), 1)
  waiting.catch(() => {})
  await thread.stop(new Error('stopped'))
  await t.rejects(waiting, { message: 'stopped' })
  t.equal(await thread.hand(call('none'), 1), 'done')
  await thread.finish()
})

t.test(
  'a call that takes too long is given up with those behind it, and the next one has a thread',
  async (t) => {
    const settings: ThreadSettings = { ...SETTINGS, longest: 1, late: 'too late' }
    const thread = new TaskThread(settings)
    t.teardown(() => thread.stop(new Error('the test is over')))
    const calls = [call('time'), call('none')].map((each) => thread.hand(each, 1))
    const late = { status: 'rejected', reason: { code: 'busy', message: 'too late' } }
    t.match(await Promise.allSettled(calls), [late, late])
    settings.longest = 600_000
    t.equal(await thread.hand(call('none'), 1), 'done')
  },
)

t.test('who ended a thread is told otherwise than who waited behind', async (t) => {
  const ended = (_cause: Error, isUnderWay: boolean) => new Error(isUnderWay ? 'yours' : 'not yours')
  const thread = new TaskThread({ ...SETTINGS, ended })
  t.teardown(() => thread.stop(new Error('the test is over')))
  const calls = [call('memory'), call('none'), call('none')].map((each) => thread.hand(each, 1))
  const told = (message: string) => ({ status: 'rejected', reason: { message } })
  t.match(await Promise.allSettled(calls), [told('yours'), told('not yours'), told('not yours')])
})

t.test(
  'who waited behind a call that ended the thread has the next one, when calls change nothing',
  async (t) => {
    const ended = (_cause: Error, isUnderWay: boolean) => new Error(isUnderWay ? 'yours' : 'not yours')
    const thread = new TaskThread({ ...SETTINGS, ended, resumes: true })
    t.teardown(() => thread.stop(new Error('the test is over')))
    const calls = [call('memory'), call('exit'), call('none')].map((each) => thread.hand(each, 1))
    const told = { status: 'rejected', reason: { message: 'yours' } }
    t.match(await Promise.allSettled(calls), [told, told, { status: 'fulfilled', value: 'done' }])
    t.equal(thread.waiting, 0)
  },
)

t.test(
  'who waited behind a call that took too long has the next thread, and the call its own refusal',
  async (t) => {
    const settings: ThreadSettings = {
      ...SETTINGS,
      ...{ longest: 1, late: 'too late', lateCode: 'source_too_complex', resumes: true },
    }
    const thread = new TaskThread(settings)
    t.teardown(() => thread.stop(new Error('the test is over')))
    const calls = [call('time'), call('none')].map((each) => thread.hand(each, 1))
    // The clock of the second begins when the first is given up.
    settings.longest = 600_000
    const late = { status: 'rejected', reason: { code: 'source_too_complex', message: 'too late' } }
    t.match(await Promise.allSettled(calls), [late, { status: 'fulfilled', value: 'done' }])
  },
)

t.test('what is remote is called as if it were here, and counts what its sizes say', async (t) => {
  const thread = new TaskThread(SETTINGS)
  t.teardown(() => thread.stop(new Error('the test is over')))
  const faults = Object.assign(remote<Faults>(thread, { none: () => 60 }), { near: () => 'here' })
  t.equal(await faults.none(), 'done')
  t.equal(faults.near(), 'here')
  t.equal(await Promise.resolve(faults), faults, 'it is no promise itself')
  const [first, second] = await Promise.allSettled([faults.none(), faults.none()])
  t.match([first, second], [{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'busy' } }])
  await t.rejects(faults.exit(), { message: 'The thread ended with code 3.' })
})

t.test(
  'a thread that yields gives way to the others',
  { skip: platform !== 'linux' && 'needs Linux' },
  async (t) => {
    const priorityOf = async (settings: Partial<ThreadSettings>) => {
      const thread = new TaskThread({ ...SETTINGS, ...settings })
      t.teardown(() => thread.stop(new Error('the test is over')))
      return thread.hand<number>(call('priority'), 1)
    }
    const usual = getPriority(0)
    t.equal(await priorityOf({}), usual)
    t.ok((await priorityOf({ yields: true })) > usual)
    t.equal(getPriority(0), usual, 'the thread that started it keeps its own')
  },
)
