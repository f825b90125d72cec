import t from 'tap'
import { type Loading, loadingThreads } from '../../src/archive/loading-threads.ts'
import type { LoadRequest } from '../../src/loading/document.ts'
import { type Packed, unpack } from '../../src/threads/packed.ts'
import { buildTestApp } from '../support/app.ts'
import { load } from '../support/load.ts'

const SMALL: LoadRequest = {
  bytes: new Uint8Array(Buffer.from('# On ferries\n\nThey go – and come back.\n')),
  mediaType: 'text/markdown',
  fileName: 'ferries.md',
  manifest: { slug: 'on-ferries' },
}
/** More paragraphs than fit into the memory of the threads that are tested. */
const LARGE: LoadRequest = { bytes: Buffer.from('a\n\n'.repeat(300_000)), mediaType: 'text/plain' }

t.test('what threads load is what is loaded here, and so is what they refuse', async (t) => {
  const loading = loadingThreads()
  t.teardown(() => loading.close())
  t.strictSame(unpack(await loading.load(SMALL)), load(SMALL))
  const refused: LoadRequest = { bytes: Buffer.from([0x61, 0xff]), mediaType: 'text/plain' }
  await t.rejects(loading.load(refused), {
    code: 'invalid_encoding',
    message: /^The source is not UTF-8: byte 1 begins no character. Convert it to UTF-8 first/,
    details: { offset: 1 },
  })
  await t.rejects(loading.load({ ...SMALL, mediaType: 'application/postscript' }), {
    code: 'unsupported_media_type',
  })
})

t.test('a source that takes too much memory is refused, one behind it is loaded', async (t) => {
  const loading = loadingThreads({ heap: 64 }, 1)
  t.teardown(() => loading.close())
  const [large, behind] = await Promise.allSettled([loading.load(LARGE), loading.load(SMALL)])
  t.match(large, { reason: { code: 'source_too_complex', message: /too much memory. Split it/ } })
  t.match(behind, { status: 'fulfilled' })
  t.strictSame(unpack(await loading.load(SMALL)), load(SMALL), 'and so is the next one')
})

t.test('a source that takes too long is refused as too complex, with the cure', async (t) => {
  const loading = loadingThreads({ longest: 1 })
  t.teardown(() => loading.close())
  await t.rejects(loading.load(LARGE), { code: 'source_too_complex', message: /too long. Split it/ })
})

t.test('more sources than may wait are refused', async (t) => {
  const loading = loadingThreads({ mostWaiting: 1 }, 1)
  t.teardown(() => loading.close())
  const [first, second] = await Promise.allSettled([loading.load(SMALL), loading.load(SMALL)])
  t.match(first, { status: 'fulfilled' })
  t.match(second, { reason: { code: 'busy', message: /Too many sources/ } })
})

t.test('while a source is loaded quotes are registered', async (t) => {
  const threads = loadingThreads()
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  let goOn = () => {}
  const held = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const loading: Loading & { close(): Promise<void> } = {
    load: async (request): Promise<Packed<ReturnType<typeof load>>> => {
      begin()
      await held
      return threads.load(request)
    },
    close: () => threads.close(),
  }
  const { app, key } = await buildTestApp(t, { writer: 'thread', loading })
  const importing = app.inject({
    method: 'POST',
    url: '/works',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/markdown' },
    payload: Buffer.from(SMALL.bytes),
  })
  importing.catch(() => {})
  await begun
  const quote = await app.inject({
    method: 'POST',
    url: '/quotes',
    payload: { work: 'breaking-the-siege-of-aleppo', exact: 'This is where abandonment has led.' },
  })
  t.equal(quote.statusCode, 201)
  goOn()
  t.match(await importing, { statusCode: 201, headers: { location: /\/works\/\w{16}$/ } })
})
