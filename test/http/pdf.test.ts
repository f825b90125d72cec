import t from 'tap'
import { verifyArchive } from '../../src/fixity/verify-archive.ts'
import { loadSource } from '../../src/formats/load.ts'
import { pack } from '../../src/threads/packed.ts'
import { appOver, testMirror, testOrigin } from '../support/mirror.ts'
import { pdfOf } from '../support/pdf.ts'

/** Two pages with the printed numbers 37 and 38; one paragraph goes over the end of the first. */
const BYTES = pdfOf(
  [
    ['At noon the ferry sailed.', 'Nobody saw it leave the harbour, they said, but', '37'],
    ['somebody must have been there.', 'The master wrote it down.', '38'],
  ].map(([first = '', second = '', folio = '']) => ({
    ...{ width: 400, height: 300 },
    lines: [
      { text: first, x: 30, y: 60 },
      { text: second, x: 30, y: 96 },
      { text: folio, x: 190, y: 280 },
    ],
  })),
  { Title: 'The Lost Ferry' },
)

t.test('the paragraphs of a PDF are found by their printed pages, at a mirror too', async (t) => {
  const origin = await testOrigin(t)
  const source = await loadSource({ bytes: BYTES, mediaType: 'application/pdf', fileName: 'ferry.pdf' })
  const { work } = await origin.writer.recordSource(pack(source))
  await origin.sign()
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: true, failures: [] })
  for (const app of [origin.app, await appOver(t, mirror.directory)]) {
    const textsOn = async (page: string) => {
      const answer = (await app.inject(`/works/${work}/paragraphs?locator=page:${page}`)).json()
      return answer.items.map(({ text }: { text: string }) => text)
    }
    const over = 'Nobody saw it leave the harbour, they said, but somebody must have been there.'
    t.strictSame(await textsOn('37'), ['At noon the ferry sailed.', over])
    t.strictSame(await textsOn('38'), [over, 'The master wrote it down.'])
    const { provenance } = (await app.inject(`/works/${work}`)).json()
    t.equal(provenance.source.extraction.tool.name, 'pdfjs-dist')
    const blob = await app.inject(new URL(provenance.source.extraction.url).pathname)
    t.ok(blob.rawPayload.equals(Buffer.from(source.document.extraction!.bytes)))
  }
  for (const { directory } of [origin, mirror])
    t.strictSame((await verifyArchive(directory)).damages.found, [])
})
