import type { Worker } from 'node:worker_threads'
import t, { type Test } from 'tap'
import { Citer } from '../../src/citing/citer.ts'
import { formatterThreads } from '../../src/citing/formatter-thread.ts'
import { StyleDirectory } from '../../src/citing/styles/style-directory.ts'
import { bundledStyles, StyleRegistry } from '../../src/citing/styles/style-registry.ts'
import { BASE, buildTestApp } from '../support/app.ts'

const WORK = '2rma5yfyxknb207f'
/** Built and formatted in no time, and in little memory. */
const SMALL = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Small</title><id>small</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><text variable="title"/></layout></bibliography>
</style>`

/** Milliseconds that nothing here takes, whatever else the machine does. */
const LONG = 600_000

/** Each macro stands twice in the next, and all are put in place: 2 to the power of `depth` texts. */
function doubling(depth: number): string {
  const macros = Array.from({ length: depth }, (_, n) => {
    const before = n === 0 ? '<text variable="title"/>' : `<text macro="m${n - 1}"/>`
    return `<macro name="m${n}">${before}${before}</macro>`
  })
  const styled = SMALL.replace('</info>', `</info>${macros.join('')}`)
  return styled.replaceAll(/(<layout>).*?(<\/layout>)/g, `$1<text macro="m${depth - 1}"/>$2`)
}

const directory = t.testdir({ 'small.csl': SMALL, 'slow.csl': doubling(15), 'huge.csl': doubling(20) })
const styles = new StyleRegistry(bundledStyles(), new StyleDirectory(directory))

/** An application that formats in threads with these limits, and the threads that it has started. */
async function served(t: Test, limits: Parameters<typeof formatterThreads>[1] = {}) {
  const citer = new Citer({ styles, formatter: formatterThreads(directory, limits) })
  const threads: Worker[] = []
  const started = (thread: Worker) => threads.push(thread)
  process.on('worker', started)
  const { app } = await buildTestApp(t, { citer })
  t.teardown(() => citer.close().then(() => process.off('worker', started)))
  const list = (style: string, count: number) => {
    const items = Array.from({ length: count }, (_, n) => ({ id: `${n}`, type: 'book', title: `Title ${n}` }))
    return app.inject({ method: 'POST', url: '/citations', payload: { style, items } })
  }
  const single = (style: string) => app.inject({ url: `/works/${WORK}/citation?form=in-text&style=${style}` })
  return { list, single, threads }
}

type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof served>>['list']>>

function isGivenUp(t: Test, answer: Answer, detail: RegExp) {
  t.equal(answer.statusCode, 503)
  t.match(answer.headers, { 'content-type': /^application\/problem\+json/, 'retry-after': '2' })
  t.match(answer.json(), { type: `${BASE}/problems/busy`, status: 503, detail })
}

async function isServed(
  t: Test,
  { list, single }: Pick<Awaited<ReturnType<typeof served>>, 'list' | 'single'>,
) {
  const made = await list('small', 3)
  t.same([made.statusCode, made.json().bibliography?.length], [200, 3])
  t.equal((await single('small')).statusCode, 200)
}

t.test('a list that takes too long is given up with those behind it', async (t) => {
  const app = await served(t, { lists: { longest: 1 } })
  const [long, behind, beside] = await Promise.all([
    app.list('slow', 1000),
    app.list('small', 1),
    app.single('small'),
  ])
  isGivenUp(t, long, /too long .*fewer items/)
  isGivenUp(t, behind, /too long/)
  t.equal(beside.statusCode, 200, 'single citations do not wait for lists')
})

t.test('a single citation that takes too long is given up', async (t) => {
  const { single } = await served(t, { singles: { longest: 1 } })
  isGivenUp(t, await single('apa'), /too long/)
})

t.test('a style that takes too much memory is given up, and the next one is used', async (t) => {
  const app = await served(t, { lists: { heap: 64, longest: LONG } })
  isGivenUp(t, await app.list('huge', 1), /too much memory/)
  await isServed(t, app)
})

t.test('a thread that ends in the midst of its work is followed by another', async (t) => {
  const app = await served(t, { singles: { heap: 4096, longest: LONG }, lists: { longest: LONG } })
  await isServed(t, app)
  let answered = false
  const answers = Promise.all([app.list('slow', 1000), app.list('slow', 1000), app.single('huge')])
  answers.then(() => {
    answered = true
  })
  while (!answered) {
    for (const thread of app.threads.splice(0)) thread.terminate()
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  for (const answer of await answers) isGivenUp(t, answer, /cut short/)
  await isServed(t, app)
})
