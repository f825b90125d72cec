import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { unfold } from '../../src/collections/containers/unfold.ts'
import { walk } from '../../src/collections/walk.ts'
import { loadSource } from '../../src/formats/load.ts'
import { frameLength, loadZstd, unpackFrame } from '../../src/formats/warc/zstd.ts'
import { pageOf, recordOf } from '../support/captures.ts'
import { directoryFor } from '../support/directory.ts'
import { bytesIn, dictionaryFrame, HAS_ZSTD, trainedDictionary, zstd } from '../support/zstd.ts'

const PARAGRAPH = 'At noon the ferry sailed and was gone, which everyone on the quay remembered for years.'
const capture = (n: number) =>
  recordOf({
    url: `https://example.org/page-${n}`,
    date: '2021-03-01T10:00:00Z',
    body: pageOf(`Page ${n}`, [`${PARAGRAPH} It was on day ${n}.`]),
  })
const captures = (count: number) => Promise.all(Array.from({ length: count }, (_, n) => capture(n)))

async function contentOf(t: Test, bytes: Uint8Array, name = 'a.warc.zst') {
  const file = join(directoryFor(t), name)
  writeFileSync(file, bytes)
  return unfold(walk([file]), { wants: () => true })
}

t.before(loadZstd)
const skip = HAS_ZSTD ? false : 'zstd is not installed'

t.test('records in frames of Zstandard are read, with a dictionary or none', { skip }, async (t) => {
  const records = await captures(12)
  const directory = directoryFor(t)
  const file = trainedDictionary(directory, records)
  const trained = bytesIn(file)
  const files: [string, Buffer][] = [
    ['no dictionary', Buffer.concat(records.map((record) => zstd(record)))],
    ['no size in the frames', Buffer.concat(records.map((record) => zstd(record, '--no-content-size')))],
    ['all in one frame', zstd(Buffer.concat(records))],
    [
      'a dictionary',
      Buffer.concat([dictionaryFrame(trained), ...records.map((record) => zstd(record, '-D', file))]),
    ],
    [
      'a dictionary that is compressed, other frames between',
      Buffer.concat([
        dictionaryFrame(zstd(trained)),
        ...records.flatMap((record) => [
          zstd(record, '-19', '-D', file),
          Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]),
        ]),
      ]),
    ],
  ]
  for (const [name, bytes] of files) {
    const { files: found } = await contentOf(t, bytes)
    t.equal(found.filter(({ member }) => member).length, 12, name)
    for (const [at, { member }] of found.entries()) t.ok(member!.read().bytes.length > 0, `${name}: ${at}`)
    const { document } = await loadSource(found[7]!.member!.read())
    t.match(document.blocks, [{ text: new RegExp(`^${PARAGRAPH} It was on day \\d+\\.$`) }], name)
  }
})

t.test('what is damaged in frames is told, and those behind it are read', { skip }, async (t) => {
  const frames = (await captures(6)).map((record) => zstd(record))
  const broken = Buffer.from(frames[2]!)
  broken[broken.length - 1]! ^= 1
  const damaged = Buffer.concat([...frames.slice(0, 2), broken, ...frames.slice(3)])
  const { files } = await contentOf(t, damaged)
  t.equal(files.filter(({ member }) => member).length, 5, 'a wrong checksum')
  t.match(files.find(({ unreadable }) => unreadable)?.unreadable?.message, /damaged/)
  const all = Buffer.concat(frames)
  const cut = await contentOf(t, all.subarray(0, all.length - 20))
  t.equal(cut.files.filter(({ member }) => member).length, 5, 'the end is missing')
  for (let at = 0; at < 200; at++) {
    const bytes = Buffer.from(all)
    bytes[(at * 7919) % bytes.length]! ^= 1 << (at % 8)
    await contentOf(t, bytes)
  }
  t.match(
    (await contentOf(t, dictionaryFrame(Buffer.from('no frame')).subarray(0, 12))).files[0]?.unreadable
      ?.message,
    /no record that can be read/,
  )
})

t.test('no frame unpacks to more than it may, whatever it says', { skip }, async (t) => {
  const bomb = Buffer.alloc(64 * 1024 * 1024)
  for (const options of [[], ['--no-content-size']]) {
    const frame = zstd(bomb, '-19', ...options)
    t.ok(frame.length < 20_000)
    t.equal(frameLength(frame), frame.length)
    t.throws(() => unpackFrame(frame, 1024 * 1024), { code: 'source_too_complex' })
    const { files } = await contentOf(t, Buffer.concat([frame, zstd(await capture(1))]))
    t.equal(files.filter(({ member }) => member).length, 1)
  }
})

t.test('a page that was sent in Zstandard is read', { skip }, async (t) => {
  const record = await recordOf({
    ...{ url: 'https://example.org/a', date: '2021-03-01T10:00:00Z' },
    headers: { 'Content-Type': 'text/html', 'Content-Encoding': 'zstd' },
    body: zstd(Buffer.from(pageOf('Page', [PARAGRAPH]))),
  })
  const { document } = await loadSource({ bytes: record, mediaType: 'application/warc' })
  t.match(document.blocks, [{ text: PARAGRAPH }])
})
