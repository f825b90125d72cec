import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import t from 'tap'
import type { LoadedDocument } from '../../src/loading/document.ts'
import { parseGivenMetadata } from '../../src/loading/metadata/given-metadata.ts'
import type { GivenMetadata } from '../../src/loading/metadata/given-metadata-schema.ts'
import { printName } from '../../src/loading/metadata/print-name.ts'
import type { Segment } from '../../src/loading/segment.ts'
import { sourceRanges } from '../../src/loading/source-ranges.ts'
import { load } from '../support/load.ts'
import { rebuildBlocks, rebuildSource } from '../support/rebuild.ts'

const folder = new URL('../fixtures/seed/', import.meta.url)
const fileName = 'breaking-the-siege-of-aleppo.md'
const bytes = readFileSync(new URL(fileName, folder))
const expected = JSON.parse(readFileSync(new URL('seed.expected.json', folder), 'utf8'))
const manifest: GivenMetadata = {
  type: 'post-weblog',
  authors: [{ family: 'Al Shami', given: 'Leila' }],
  containerTitle: 'leilashami.wordpress.com',
  language: 'en',
}
const loaded = load({ bytes, mediaType: 'text/markdown', fileName }).document

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

function slice(start: number, end: number): string {
  return bytes.subarray(start, end).toString('utf8')
}

function codePoints(text: string): number {
  return [...text].length
}

/** Fields of the expectation that are there for the reader of some segments only. */
function segmentShape(
  segment: Segment,
  index: number,
  wanted: Record<string, unknown>,
): Record<string, unknown> {
  const { target } = segment
  const paragraph = target !== undefined && 'block' in target ? target.block + 1 : undefined
  const place = { start: target?.start, end: target?.end }
  return {
    seq: index + 1,
    start: segment.start,
    end: segment.end,
    startCp: codePoints(slice(0, segment.start)),
    endCp: codePoints(slice(0, segment.end)),
    kind: segment.kind,
    role: segment.role,
    op: segment.op,
    ...(segment.rule !== undefined && { rule: segment.rule }),
    ...(segment.text !== undefined && { text: segment.text }),
    ...(paragraph !== undefined && { paragraph, target: { paragraph, ...place } }),
    ...(target !== undefined && 'field' in target && { target: { field: target.field, ...place } }),
    ...('sourceText' in wanted && { sourceText: slice(segment.start, segment.end) }),
  }
}

function words(text: string): string[] {
  return text.split(/\s+/)
}

function paragraphShapes({ blocks, segments }: LoadedDocument): unknown[] {
  let at = 0
  return blocks.map(({ text }, index) => {
    const own = segments.flatMap((segment, seq) =>
      segment.target !== undefined && 'block' in segment.target && segment.target.block === index
        ? [{ ...segment, seq: seq + 1 }]
        : [],
    )
    const pieces = own
      .filter(({ op }) => op !== 'drop')
      .map(({ op, start, end, text: put }) => (op === 'copy' ? [start, end] : put))
    const bodyStartCp = at
    at += codePoints(text) + 2
    return {
      n: index + 1,
      pieces,
      chars_utf16: text.length,
      codepoints: codePoints(text),
      bytes: Buffer.byteLength(text),
      words: words(text).length,
      first6: words(text).slice(0, 6).join(' '),
      last6: words(text).slice(-6).join(' '),
      sha256: sha256(text),
      text,
      bodyStartCp,
      bodyEndCp: bodyStartCp + codePoints(text),
      segments: own.map(({ seq }) => seq),
    }
  })
}

function count(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

t.test('the seed reads as the hand-made expectation says, in every field', async (t) => {
  const { blocks, segments, metadata, statements } = loaded
  const body = blocks.map((block) => block.text).join('\n\n')
  const said = (field: string) => statements.find((statement) => statement.field === field)!
  const span = (name: string, field: string) => {
    const { start, end } = said(field)
    return { name, start, end, text: slice(start!, end!) }
  }

  t.strictSame(
    segments.map((segment, index) => segmentShape(segment, index, expected.segments[index])),
    expected.segments,
  )
  t.strictSame(paragraphShapes(loaded), expected.paragraphs)
  t.equal(sha256(body), expected.bodySha256)
  t.strictSame(
    {
      segments: segments.length,
      byOp: count(segments.map(({ op }) => op)),
      byRole: count(segments.map(({ role }) => role)),
      paragraphs: blocks.length,
      words: blocks.reduce((sum, { text }) => sum + words(text).length, 0),
      bodyBytes: Buffer.byteLength(body),
      bodyCodePoints: codePoints(body),
    },
    expected.counts,
  )
  t.strictSame(
    loaded.repairs.map(({ segment, rule, op, start, end, block, at, before, after }) => {
      return { segment: segment + 1, rule, op, start, end, paragraph: block + 1, at, before, after }
    }),
    expected.repairs,
  )
  t.ok(loaded.repairs.every((repair) => repair.certainty === 'certain'))
  t.strictSame(loaded.relocations, expected.relocations)
  t.strictSame(metadata.authors, manifest.authors, 'the parts that the manifest says are proposed')
  t.match(loaded.warnings.join(' '), /The name "Al Shami, Leila" was read as/)
  t.strictSame(
    {
      title: metadata.title,
      authors: metadata.authors.map(printName),
      date: metadata.issued,
      provenance: {
        retrieved: {
          raw: said('retrieved').raw,
          date_raw: metadata.retrieved?.raw,
          edtf: metadata.retrieved?.edtf,
        },
        source: metadata.retrieved?.from,
        archive: metadata.archive,
      },
      provenanceSpans: [
        span('retrieved phrase', 'retrieved'),
        span('retrieved date text', 'retrieved.date'),
        span('source label', 'source.label'),
        span('source URL', 'source.url'),
        span('archive label', 'archive.label'),
        span('archive URL', 'archive.url'),
      ],
    },
    {
      title: expected.title,
      authors: expected.authors.map(printName),
      date: expected.date,
      provenance: expected.provenance,
      provenanceSpans: expected.provenanceSpans,
    },
  )
  t.strictSame(
    { file: fileName, bytes: bytes.length, sha256: sha256(bytes), finalNewline: bytes.at(-1) === 0x0a },
    expected.source,
  )
})

t.test("the author's spellings stay, each once and in its place", async (t) => {
  const body = loaded.blocks.map((block) => block.text).join('\n\n')
  for (const { text, byte, paragraph, startCp, endCp } of expected.mustNotChange) {
    const block = loaded.blocks[paragraph - 1]!.text
    t.equal([...block].slice(startCp, endCp).join(''), text)
    t.equal(body.split(text).length, 2, `${text} stands once`)
    const segments = loaded.segments.filter(
      ({ target }) => target && 'block' in target && target.block === paragraph - 1,
    )
    t.equal(sourceRanges(segments, block, startCp, endCp)[0]![0], byte)
  }
  for (const compound of expected.compounds) t.ok(body.includes(compound), compound)
  t.equal(body.split(' — ').length - 1, expected.spacedEmDashes)
})

t.test('source and text are rebuilt from the segments alone', async (t) => {
  t.strictSame(Buffer.from(rebuildSource(loaded.segments, bytes)), bytes)
  t.strictSame(
    rebuildBlocks(loaded.segments, bytes),
    loaded.blocks.map((block) => block.text),
  )
})

t.test('byte ranges behind a paragraph leave out what a repair put there', async (t) => {
  const rangesOf = (index: number) => {
    const segments = loaded.segments.filter(
      ({ target }) => target && 'block' in target && target.block === index,
    )
    const { text } = loaded.blocks[index]!
    return sourceRanges(segments, text, 0, codePoints(text))
  }
  t.strictSame(rangesOf(2), [
    [777, 1271],
    [1507, 1979],
  ])
  t.strictSame(rangesOf(5), [
    [3281, 3519],
    [3521, 4028],
  ])
})

t.test('a manifest wins, and what the source says is kept beside it', async (t) => {
  const { metadata, statements, blocks } = load({
    bytes,
    mediaType: 'text/markdown',
    fileName,
    manifest,
  }).document
  t.strictSame(blocks, loaded.blocks)
  t.strictSame(metadata, {
    title: 'Breaking the siege of Aleppo',
    authors: [{ family: 'Al Shami', given: 'Leila' }],
    issued: { edtf: '2016-08-11', raw: '11 August 2016' },
    language: 'en',
    type: 'post-weblog',
    containerTitle: 'leilashami.wordpress.com',
    publisher: null,
    url: 'http://leilashami.wordpress.com',
    license: null,
    retrieved: {
      edtf: '2025-03-13',
      raw: '13<sup>th</sup> March 2025',
      from: { label: 'leilashami.wordpress.com', url: 'http://leilashami.wordpress.com' },
    },
    archive: { label: 'theanarchistlibrary.org', url: 'http://theanarchistlibrary.org' },
  })
  const authors = statements.filter((statement) => statement.field === 'author')
  t.strictSame(
    authors.map(({ origin, value, start, end }) => ({ origin, value, start, end })),
    [
      { origin: 'given', value: { family: 'Al Shami', given: 'Leila' }, start: undefined, end: undefined },
      { origin: 'parsed', value: { literal: 'Leila Al Shami' }, start: 36, end: 50 },
    ],
  )
  t.strictSame(parseGivenMetadata(JSON.stringify(manifest)), manifest)
})

t.test('the same text after CRLF and with a byte order mark reads the same', async (t) => {
  const crlf = Buffer.from(`\ufeff${bytes.toString('utf8').replaceAll('\n', '\r\n')}`)
  const other = load({ bytes: crlf, mediaType: 'text/markdown', fileName }).document
  t.strictSame(other.blocks, loaded.blocks)
  t.strictSame(other.metadata, loaded.metadata)
  t.strictSame(
    other.repairs.map(({ rule, block, at }) => ({ rule, block, at })),
    loaded.repairs.map(({ rule, block, at }) => ({ rule, block, at })),
  )
})
