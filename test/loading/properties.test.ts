import t from 'tap'
import type { LoadedDocument, LoadRequest } from '../../src/loading/document.ts'
import { LoadingError } from '../../src/loading/errors.ts'
import { assertPartition, segmentText } from '../../src/loading/partition.ts'
import type { Segment } from '../../src/loading/segment.ts'
import { canonicalExact } from '../../src/text/canonical.ts'
import { load } from '../support/load.ts'
import fc from '../support/properties.ts'
import { rebuildBlocks, rebuildSource } from '../support/rebuild.ts'
import { runs } from '../support/runs.ts'

/** Pieces that texts are made of here: words, breaks, marks, and what is invisible or decomposed. */
const bits = [
  'word',
  'In-',
  'deed',
  'Aleppo.',
  'é',
  'e\u0301',
  'a\u030a\u0301',
  '\u1112\u1161\u11ab',
  '\u00ad',
  '\u200b',
  '\u2060',
  '\ufeff',
  '\u00a0',
  '\u2003',
  '\u3000',
  '😀',
  '漢字',
  'العربية',
  '—',
  '-',
  ',',
  '.',
  '"',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\f',
  '\t',
  '\u2028',
  '\u0085',
  '1',
  '2',
  '{1}------------------------------------------------',
  '\n\n12\n\n',
  '— 7 —',
  'Page 2 of 9',
  '[1]',
  '\n[1] ',
  '¹',
  '* * *',
  '\n     ',
  'The left half of it     and the right half of it\n',
  'Q. ',
  'www.a.example',
]
const marks = [
  '# ',
  '## ',
  '> ',
  '- ',
  '1. ',
  '* ',
  '*',
  '**',
  '_',
  '`',
  '``',
  '```\n',
  '~~',
  '[',
  ']',
  '](http://a.example)',
  '](<b c>)',
  '![',
  '[^1]',
  '[^1]: ',
  '[x]: http://x.example\n',
  '<sup>',
  '</sup>',
  '<br>',
  '<sup>1</sup>',
  '10<sub>2</sub>',
  '\n\n<sup>1</sup> ',
  '<span id="page-3-0"></span>',
  '![O](o.png)nce',
  '> > ',
  '<!--',
  '-->',
  '<div>',
  '</div>',
  '<p>',
  '<script>',
  '&amp;',
  '&nbsp;',
  '&shy;',
  '&#x301;',
  '\\',
  '\\*',
  '  \n',
  '\n---\n',
  '\n===\n',
  '| a | b |\n|---|---|\n| c | d |\n',
  '    ',
  '<http://a.example>',
  'www.a.example',
  '$x$',
  '---\ntitle: T\n---\n',
]
const plainText = fc
  .array(fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 40 })
  .map((parts) => parts.join(''))
const markdownText = fc
  .array(fc.oneof(fc.constantFrom(...bits), fc.constantFrom(...marks), fc.string({ maxLength: 6 })), {
    maxLength: 50,
  })
  .map((parts) => parts.join(''))

function request(text: string, mediaType: string): LoadRequest {
  return { bytes: Buffer.from(text.replaceAll('\0', '').toWellFormed()), mediaType, fileName: 'a-text.x' }
}

/** The document, or undefined when the source is refused with a reason. */
function loadOrRefuse(asked: LoadRequest): LoadedDocument | undefined {
  try {
    return load(asked).document
  } catch (error) {
    if (error instanceof LoadingError && error.code !== 'broken_partition') return undefined
    throw error
  }
}

function checkDocument(
  { bytes }: LoadRequest,
  { segments, blocks, repairs, statements }: LoadedDocument,
): void {
  assertPartition(segments, bytes, blocks)
  if (!Buffer.from(rebuildSource(segments, bytes)).equals(bytes)) throw new Error('source not rebuilt')
  const texts = blocks.map((block) => block.text)
  if (JSON.stringify(rebuildBlocks(segments, bytes)) !== JSON.stringify(texts))
    throw new Error('blocks not rebuilt')
  for (const text of texts) {
    if (text === '' || canonicalExact(text) !== text)
      throw new Error(`not canonical: ${JSON.stringify(text)}`)
  }
  for (const repair of repairs) {
    const whole = [...texts[repair.block]!]
    if (!whole.slice(0, repair.at).join('').endsWith(repair.before)) throw new Error('repair misplaced')
  }
  for (const { start, end, raw } of statements) {
    if (start !== undefined && Buffer.from(bytes.subarray(start, end)).toString('utf8') !== raw)
      throw new Error('raw text is not at its range')
  }
}

for (const [mediaType, text] of [
  ['text/plain', plainText],
  ['text/markdown', markdownText],
  ['text/plain', markdownText],
] as const) {
  t.test(`segments of any ${mediaType} partition it and its blocks follow from them`, async () => {
    fc.assert(
      fc.property(text, (source) => {
        const asked = request(source, mediaType)
        const document = loadOrRefuse(asked)
        if (document !== undefined) checkDocument(asked, document)
      }),
      { numRuns: runs(1500) },
    )
  })
}

t.test('the same source gives the same document', async () => {
  fc.assert(
    fc.property(markdownText, (source) => {
      const asked = request(source, 'text/markdown')
      const [one, other] = [loadOrRefuse(asked), loadOrRefuse(asked)]
      return JSON.stringify(one) === JSON.stringify(other)
    }),
    { numRuns: runs(200) },
  )
})

/** Letters that the document gives somewhere: in blocks, fields, or dropped as furniture. */
function letters(text: string): string {
  const spelt = text.replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
  return [...spelt.normalize('NFC')]
    .filter((char) => /[\p{L}\p{N}\p{M}]/u.test(char))
    .sort()
    .join('')
}

/** Told by its role: what belongs to the pages, the marks of notes, the numbers of items. */
function isLeftOut({ role, rule }: Segment): boolean {
  return (
    role === 'furniture' || role === 'page-mark' || /^(?:note-(?:mark|reference)|list-item)$/.test(rule ?? '')
  )
}

t.test('no letter of a plain text is lost or invented', async () => {
  fc.assert(
    fc.property(plainText, (source) => {
      const asked = request(source, 'text/plain')
      const document = loadOrRefuse(asked)
      if (document === undefined) return true
      const kept = document.segments.map((segment) => {
        return isLeftOut(segment)
          ? Buffer.from(asked.bytes.subarray(segment.start, segment.end)).toString('utf8')
          : segmentText(segment, Buffer.from(asked.bytes))
      })
      return letters(kept.join('')) === letters(canonicalExact(Buffer.from(asked.bytes).toString('utf8')))
    }),
    { numRuns: runs(1500) },
  )
})

t.test('no letter of markdown is lost but in markup, which says so', async () => {
  fc.assert(
    fc.property(markdownText, (source) => {
      const asked = request(source, 'text/markdown')
      const document = loadOrRefuse(asked)
      for (const segment of document?.segments ?? []) {
        if (segment.op !== 'drop' || segment.role === 'markup' || isLeftOut(segment)) continue
        const dropped = Buffer.from(asked.bytes.subarray(segment.start, segment.end)).toString('utf8')
        if (
          !['composed', 'character-reference', 'html-break', 'table-cell'].includes(segment.rule ?? '') &&
          /[\p{L}\p{N}]/u.test(dropped)
        )
          throw new Error(`dropped ${JSON.stringify(dropped)} by ${segment.rule}`)
      }
    }),
    { numRuns: runs(1500) },
  )
})
