import { readdirSync, readFileSync } from 'node:fs'
import AjvDraft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { JSDOM } from 'jsdom'
import t from 'tap'
import {
  getFragmentDirectives,
  parseFragmentDirectives,
  processTextFragmentDirective,
} from 'text-fragments-polyfill/text-fragment-utils'
import { SourceSwhids } from '../../src/archive/source-swhids.ts'
import { ColophonError } from '../../src/errors.ts'
import { bestOffer, readAccept } from '../../src/http/protocol/accept.ts'
import { rewriteExtension } from '../../src/http/protocol/negotiation.ts'
import { contentSwhid, rangeSwhids } from '../../src/identity/swhid.ts'
import { ReadingText } from '../../src/matching/reading-text.ts'
import { QuoteFinder } from '../../src/quoting/quote-finder.ts'
import { checkAnnotation } from '../../src/quoting/selectors/check-annotation.ts'
import { quotedPart } from '../../src/quoting/selectors/quoted-part.ts'
import { rangeOfSelector } from '../../src/quoting/selectors/range-of-selector.ts'
import { readSelection } from '../../src/quoting/selectors/read-selection.ts'
import { selectedRange } from '../../src/quoting/selectors/selected-range.ts'
import { selectorsOf } from '../../src/quoting/selectors/selectors-of.ts'
import { parseSourceAddress } from '../../src/quoting/selectors/source-address.ts'
import { textDirective, textFragment } from '../../src/quoting/selectors/text-directive.ts'
import { canonicalExact } from '../../src/text/canonical.ts'
import type { Utf16Range } from '../../src/text/folded.ts'
import { cutsGrapheme } from '../../src/text/offsets.ts'
import { alternateLinks } from '../../src/wire/alternate-links.ts'
import { annotationBody, annotationOf } from '../../src/wire/annotation.ts'
import { printLinks } from '../../src/wire/links.ts'
import { ANNOTATION_TYPE, canonicalType, typeNamed } from '../../src/wire/media-types.ts'
import { quoteAddress } from '../../src/wire/quote.ts'
import { BASE, buildTestApp, NOW } from '../support/app.ts'
import { anyText } from '../support/arbitraries.ts'
import { sliceCodePoints } from '../support/code-points.ts'
import fc from '../support/properties.ts'
import { runs, some } from '../support/runs.ts'

const FIXTURES = new URL('../fixtures/annotation/', import.meta.url)
const WORK = '2rma5yfyxknb207f'
const VERSION = '5w9k7j84a4g748q6hy57gfg6'
const SENTENCE = 'This is where abandonment has led.'
const PLACE_OF_SENTENCE = 'm79f8w3gyar2vm2a'

const read = (path: string) => readFileSync(new URL(path, FIXTURES), 'utf8')
const json = (path: string) => JSON.parse(read(path))

/** The names of the W3C's MUST schemas that refuse a value. */
const refusedBy = (() => {
  const ajv = new AjvDraft04.default({ strict: false, logger: false })
  addFormats.default(ajv)
  for (const file of readdirSync(new URL('definitions/', FIXTURES)))
    ajv.addSchema(json(`definitions/${file}`), file)
  const musts = readdirSync(new URL('musts/', FIXTURES)).map((file) => {
    const { id: _, ...schema } = json(`musts/${file}`)
    return { file, validate: ajv.compile(schema), expected: schema.expectedResult === 'valid' }
  })
  if (musts.length !== 54) throw new Error(`${musts.length} schemas are there, not 54`)
  return (value: unknown) =>
    musts.filter(({ validate, expected }) => validate(value) !== expected).map(({ file }) => file)
})()

/** A text of paragraphs, whose ids tell their numbers; every third is a block that is not counted. */
function reading(...texts: string[]): ReadingText {
  return new ReadingText(
    texts.map((text, ordinal) => ({
      ordinal,
      number: ordinal % 3 === 2 ? null : ordinal + 1,
      paragraph: ordinal % 3 === 2 ? null : String(ordinal + 1).padStart(16, '0'),
      text: canonicalExact(text),
    })),
  )
}

/** Some range of whole characters of a text, without spaces at its ends; null when chance hits none. */
function rangeIn(text: ReadingText, a: number, b: number): Utf16Range | null {
  const length = text.text.length + 1
  let [start, end] = [a % length, b % length].sort((x, y) => x - y) as [number, number]
  while (start < end && text.text[start] === ' ') start++
  while (start < end && text.text[end - 1] === ' ') end--
  return start === end || cutsGrapheme(text.text, start) || cutsGrapheme(text.text, end)
    ? null
    : { start, end }
}

const anyReading = fc
  .array(anyText, { minLength: 1, maxLength: 5 })
  .map((texts) => texts.map((text) => canonicalExact(text.replaceAll('\0', ''))).filter(Boolean))
  .filter((texts) => texts.length > 0)
  .map((texts) => reading(...texts))

/** What the code says of a value: the fault, or that there is none. */
function fault(run: () => unknown): string | null {
  try {
    run()
    return null
  } catch (error) {
    if (error instanceof ColophonError && error.code === 'invalid_selector') return error.message
    throw error
  }
}

/** The sentences of a text, block by block. */
function sentencesOf(text: ReadingText): Utf16Range[] {
  const cut = new Intl.Segmenter('en', { granularity: 'sentence' })
  let start = 0
  return text.blocks.flatMap((block) => {
    const at = start
    start += block.text.length + 1
    return Array.from(cut.segment(block.text), ({ segment, index }) => ({
      start: at + index,
      end: at + index + segment.trimEnd().length,
    }))
  })
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Opens a page for programs that are made for browsers, which find its document and what it is made of everywhere. */
function opened(page: string): PageWindow {
  const { window } = new JSDOM(`<!doctype html><html lang="en"><body>${page}</body></html>`)
  const names = ['window', 'document', 'navigator', 'Node', 'NodeFilter', 'Range', 'Text', 'HTMLElement']
  for (const name of [...names, 'Element', 'Document', 'MutationObserver'])
    Object.assign(globalThis, { [name]: name === 'window' ? window : window[name] })
  return window as unknown as PageWindow
}

interface PageWindow {
  document: { querySelector(selector: string): object | null }
}

t.test('the annotations of quotes', async (t) => {
  const { archive, urls } = await buildTestApp(t)
  const work = (await archive.reads.works.named(WORK))!
  const text = await archive.readingText(work.version.no)
  const place = { work: WORK, versionNo: work.version.no }
  const finder = new QuoteFinder(archive)
  const described = async (parts: Utf16Range[]) => {
    const quote = await finder.describe(place, parts)
    return { ...quote, parts: parts.map((part) => quotedPart(text, part)) }
  }
  const rangeOf = (words: string): Utf16Range => {
    const start = text.text.indexOf(words)
    return { start, end: start + words.length }
  }
  const overParagraphs = rangeIn(text, rangeOf(SENTENCE).start, rangeOf(SENTENCE).end + 200)!

  t.test('one of the seed is as the model has it', async (t) => {
    const served = text.blocks.map((block) => block.text).join('\n\n')
    const at = served.indexOf(SENTENCE)
    const start = [...served.slice(0, at)].length
    t.same(annotationOf(urls, work, await described([rangeOf(SENTENCE)])), {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: `http://archive.test/quotes/${WORK}.f3kmr2tzf95ae5rgk83ym12h?at=${PLACE_OF_SENTENCE}:764-798`,
      type: 'Annotation',
      canonical: `http://archive.test/quotes/${WORK}.f3kmr2tzf95ae5rgk83ym12h`,
      motivation: 'identifying',
      generator: { id: 'http://archive.test/', type: 'Software', name: 'Colophon' },
      target: {
        type: 'SpecificResource',
        source: `http://archive.test/works/${WORK}.txt`,
        state: {
          type: 'TimeState',
          sourceDate: NOW,
          cached: `http://archive.test/works/${WORK}/versions/${VERSION}.txt`,
        },
        selector: [
          {
            type: 'TextQuoteSelector',
            exact: SENTENCE,
            prefix: [...text.text.slice(0, text.text.indexOf(SENTENCE))].slice(-32).join(''),
            suffix: '',
          },
          { type: 'TextPositionSelector', start, end: start + SENTENCE.length },
          {
            type: 'RangeSelector',
            startSelector: {
              type: 'FragmentSelector',
              value: PLACE_OF_SENTENCE,
              refinedBy: { type: 'TextPositionSelector', start: 764, end: 798 },
            },
            endSelector: {
              type: 'FragmentSelector',
              value: PLACE_OF_SENTENCE,
              refinedBy: { type: 'TextPositionSelector', start: 798, end: 798 },
            },
          },
        ],
      },
    })
  })

  t.test('what stands around a sentence of the seed stands there in the text as it is served', async (t) => {
    const served = text.blocks.map((block) => block.text).join('\n\n')
    const sentences = text.blocks.flatMap((block) =>
      Array.from(new Intl.Segmenter('en', { granularity: 'sentence' }).segment(block.text), ({ segment }) =>
        segment.trim(),
      ),
    )
    for (const sentence of sentences) {
      const { prefix, exact, suffix, position } = quotedPart(text, rangeOf(sentence))
      t.ok(served.includes(prefix + exact + suffix), sentence)
      t.equal([...served].slice(position.start, position.end).join(''), exact)
    }
    t.ok(sentences.length > 40, `${sentences.length} sentences`)
  })

  t.test('all satisfy the 54 MUST schemas, and read back they select the same words', async (t) => {
    const licensed = { ...work, metadata: { ...work.metadata, license: 'https://example.org/terms of use' } }
    const length = text.text.length
    const cuts = Array.from({ length: 60 }, (_, n) => rangeIn(text, n * 7919, n * 104_729 + (n % 7) * 31))
    const quotes = [[rangeOf(SENTENCE)], [overParagraphs], [{ start: 0, end: length }]]
    for (const cut of cuts) if (cut) quotes.push([cut])
    for (const parts of quotes) {
      const annotation = annotationOf(urls, licensed, await described(parts))
      t.same(refusedBy(annotation), [], 'no schema refuses it')
      const selection = readSelection(JSON.parse(JSON.stringify(annotation)))
      t.same(parseSourceAddress(urls.base, selection.source!), { work: WORK, version: null })
      t.same(parseSourceAddress(urls.base, selection.cached!), { work: WORK, version: VERSION })
      t.same(selectedRange(text, selection), parts[0])
    }
    t.ok(quotes.length > 40, `${quotes.length} quotes were tried`)
  })

  t.test(
    'words with omissions are several targets, and are read as the quote that they are of',
    async (t) => {
      const words = 'This is where [...] has led.'
      const [quote] = (await finder.find(place, words, {})).quotes
      t.equal(quote!.exact, words)
      const annotation = annotationOf(urls, work, {
        ...quote!,
        parts: ['This is where', 'has led.'].map((part) => quotedPart(text, rangeOf(part))),
      })
      t.same(refusedBy(annotation), [])
      t.equal((annotation.target as unknown[]).length, 2)
      t.same(readSelection(JSON.parse(JSON.stringify(annotation))), {
        source: `http://archive.test/works/${WORK}.txt`,
        cached: `http://archive.test/works/${WORK}/versions/${VERSION}.txt`,
        quote: { type: 'TextQuoteSelector', exact: words },
        others: [],
      })
    },
  )

  t.test('the answer and the link to it are what the protocol asks for', async (t) => {
    const quote = await described([rangeOf(SENTENCE)])
    const { type, body, headers } = annotationBody(urls, work, quote)
    t.equal(type, 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"')
    t.same(JSON.parse(String(body)), annotationOf(urls, work, quote))
    t.same(headers, { allow: 'GET, HEAD, OPTIONS' })
    t.equal(
      printLinks(alternateLinks(quoteAddress(urls, quote), [ANNOTATION_TYPE])),
      `<http://archive.test/quotes/${WORK}.f3kmr2tzf95ae5rgk83ym12h.anno.jsonld?at=${PLACE_OF_SENTENCE}:764-798>; rel="alternate"; type="application/ld+json; profile=\\"http://www.w3.org/ns/anno.jsonld\\""`,
    )
  })

  t.test('the SWHID of the source and of the bytes behind the words is that of git', async (t) => {
    const swhids = new SourceSwhids(archive.reads.versions)
    const { sourceRanges } = await described([rangeOf(SENTENCE)])
    const content = 'swh:1:cnt:2b5a69d436232cc820989ef35345f23228927c0b'
    t.equal(await swhids.of(work.source.sha256), content)
    t.equal(await swhids.of(work.source.sha256), content, 'from memory')
    t.equal(await swhids.of('0'.repeat(64)), null)
    t.same(rangeSwhids(content, sourceRanges), [`${content};bytes=2749-2782`])
    t.same(
      rangeSwhids(content, [
        [0, 1],
        [10, 20],
      ]),
      [`${content};bytes=0-0`, `${content};bytes=10-19`],
    )
    let reads = 0
    const source = (sha256: string) => {
      reads++
      return archive.reads.versions.source(sha256)
    }
    const many = Array.from({ length: 100 }, () => work.source.sha256)
    const counted = new SourceSwhids({ source })
    t.same(new Set(await Promise.all(many.map((sha256) => counted.of(sha256)))), new Set([content]))
    t.equal(reads, 1, 'the bytes are read once for all who ask at the same time')
    // `printf 'hello\n' | git hash-object --stdin`, and the blob without bytes.
    t.equal(contentSwhid(Buffer.from('hello\n')), 'swh:1:cnt:ce013625030ba8dba906f756967f9e9ca394464a')
    t.equal(contentSwhid(new Uint8Array()), 'swh:1:cnt:e69de29bb2d1d6434b8b29ae775ad8c2e48c5391')
  })
})

t.test('annotations of others', async (t) => {
  /** The schemas refuse these three, and should not: see the README of the fixtures. */
  const WRONGLY_REFUSED = ['anno11.json', 'anno12.json', 'anno13.json']

  t.test('every correct sample is an annotation', async (t) => {
    const files = readdirSync(new URL('samples/correct/', FIXTURES))
    for (const file of files) {
      const annotation = json(`samples/correct/${file}`)
      t.equal(
        fault(() => checkAnnotation(annotation)),
        null,
        file,
      )
      if (!WRONGLY_REFUSED.includes(file)) t.same(refusedBy(annotation), [], file)
    }
    t.equal(files.length, 41)
  })

  t.test('no incorrect sample is, nor is it with its other faults mended', async (t) => {
    /** The fault is the two ids; and a misspelt name, which is merely unknown. */
    const rightWithOneId = ['anno7.json', 'anno15.json']
    const annotations = readdirSync(new URL('samples/incorrect/', FIXTURES)).map((file) => {
      // One sample is no JSON at all; others are once a comma is taken away.
      const source = read(`samples/incorrect/${file}`).replace(/,(\s*\})/g, '$1')
      return { file, annotation: source.startsWith('{') ? JSON.parse(source) : source }
    })
    t.equal(annotations.length, 39)
    for (const { file, annotation } of annotations) {
      t.not(refusedBy(annotation).length, 0, `${file}: the schemas see the fault`)
      t.not(
        fault(() => readSelection(annotation)),
        null,
        file,
      )
      if (!Array.isArray(annotation.id)) continue
      const mended = { ...annotation, id: 'http://example.org/anno' }
      t.not(
        fault(() => readSelection(mended)),
        null,
        `${file} with one id`,
      )
      const isFaulty = !rightWithOneId.includes(file)
      t.equal(fault(() => checkAnnotation(mended)) !== null, isFaulty, `${file}: ${mended.label}`)
    }
  })

  t.test('of the correct samples those that select words of a text are understood', async (t) => {
    const understood = readdirSync(new URL('samples/correct/', FIXTURES)).flatMap((file) => {
      const annotation = json(`samples/correct/${file}`)
      if (fault(() => readSelection(annotation)) !== null) return []
      return [[file, readSelection(annotation)]]
    })
    t.same(Object.fromEntries(understood), {
      'anno26.json': {
        source: 'http://example.org/page1',
        cached: null,
        quote: {
          type: 'TextQuoteSelector',
          exact: 'anotation',
          prefix: 'this is an ',
          suffix: ' that has some',
        },
        others: [],
      },
      'anno27.json': {
        source: 'http://example.org/ebook1',
        cached: null,
        quote: null,
        others: [{ type: 'TextPositionSelector', start: 412, end: 795 }],
      },
    })
  })

  t.test('an annotation by Hypothesis is understood by its words and position', async (t) => {
    const selector = [
      { type: 'RangeSelector', endOffset: 9, startOffset: 4, endContainer: '/p[1]', startContainer: '/p[1]' },
      { type: 'TextPositionSelector', start: 4, end: 9 },
      { type: 'TextQuoteSelector', exact: 'three', prefix: 'one ', suffix: ' four' },
    ]
    const selection = { source: null, cached: null, quote: selector[2], others: [selector[1]] }
    t.same(
      readSelection(selector),
      { ...selection, isOfPage: true },
      'its range is no RangeSelector of the model',
    )
    t.same(readSelection(selector.slice(1)), selection)
    t.match(
      fault(() => readSelection([{ type: 'RangeSelector', startSelector: selector[1] }])),
      /"\/0\/endSelector" must be a selector/,
    )
    const uri = 'https://example.org/'
    const row = { id: 'x1', user: 'acct:a@b.c', uri, text: 'Yes.', target: [{ source: uri, selector }] }
    t.same(readSelection(row), { ...selection, source: uri, isOfPage: true }, 'as its API has it')
  })

  t.test('the places of reading systems are understood by their words', async (t) => {
    const text = { before: 'one ', highlight: 'three', after: ' four' }
    const quote = { type: 'TextQuoteSelector', exact: 'three', prefix: 'one ', suffix: ' four' }
    const locator = {
      href: 'OEBPS/one.xhtml',
      type: 'application/xhtml+xml',
      locations: { position: 4 },
      text,
    }
    t.same(readSelection(locator), { source: null, cached: null, quote, others: [] })
    t.match(
      fault(() => readSelection({ ...locator, text: { before: 'one ' } })),
      /"\/text\/exact" must be one text/,
    )
    const annotation = {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: 'urn:uuid:123e4567-e89b-12d3-a456-426614174000',
      type: 'Annotation',
      motivation: 'highlighting',
      created: '2026-10-15T12:29:45Z',
      body: { type: 'TextualBody', value: 'Yes.', format: 'text/plain', color: 'yellow' },
      target: {
        source: 'OEBPS/one.xhtml',
        meta: { headings: [{ level: 1, txt: 'One' }] },
        selector: [
          {
            type: 'FragmentSelector',
            conformsTo: 'http://idpf.org/epub/linking/cfi/epub-cfi.html',
            value: 'epubcfi(/6/4!/4/10,/2/1:3,/4/1:4)',
          },
          {
            type: 'CssSelector',
            value: '#p1',
            refinedBy: { type: 'TextPositionSelector', start: 4, end: 9 },
          },
          { type: 'ProgressionSelector', value: 0.3 },
          quote,
        ],
      },
    }
    t.same(readSelection(annotation), { source: 'OEBPS/one.xhtml', cached: null, quote, others: [] })
    t.match(
      fault(() => readSelection({ ...annotation, target: { ...annotation.target, source: 'no address' } })),
      /"\/target\/source" must be the address/,
    )
  })

  t.test('what a client may send is understood or refused, whatever it is', async () => {
    const type = fc.constantFrom(
      'TextQuoteSelector',
      'TextPositionSelector',
      'RangeSelector',
      'FragmentSelector',
      'SpecificResource',
      'Annotation',
      '__proto__',
    )
    const leaf = fc.oneof(fc.anything(), fc.string(), fc.nat(), type)
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('tree'), { maxLength: 12 }), tie('node')),
      node: fc.record(
        {
          type: fc.oneof(type, leaf),
          '@context': fc.constant('http://www.w3.org/ns/anno.jsonld'),
          exact: leaf,
          start: leaf,
          end: leaf,
          value: leaf,
          source: fc.oneof(fc.webUrl(), leaf),
          selector: tie('tree'),
          startSelector: tie('tree'),
          endSelector: tie('tree'),
          refinedBy: tie('tree'),
          target: tie('tree'),
          state: tie('tree'),
        },
        { requiredKeys: [] },
      ),
    }))
    const text = reading('One two three four.', 'Five.')
    fc.assert(
      fc.property(tree, (value) => {
        fault(() => selectedRange(text, readSelection(value)))
      }),
      { numRuns: runs(2000) },
    )
  })
})

t.test('selectors', async (t) => {
  t.test('each of a run of words selects it, in any text', async (t) => {
    let tried = 0
    fc.assert(
      fc.property(anyReading, fc.nat(), fc.nat(), (text, a, b) => {
        const range = rangeIn(text, a, b)
        if (!range) return true
        tried++
        const selectors = selectorsOf(quotedPart(text, range))
        const [quote, ...others] = selectors
        for (const selector of others) {
          const selected = rangeOfSelector(text, readSelection(selector).others[0]!)
          if (selected?.start !== range.start || selected.end !== range.end) return false
        }
        // The words may stand before, and folded ones need not begin where these do.
        const found = rangeOfSelector(text, quote)
        const isThere = !/[\p{L}\p{N}]/u.test(quote.exact) || found === null || found.start <= range.end
        return isThere && selectedRange(text, readSelection(selectors)).start === range.start
      }),
      { numRuns: 500 },
    )
    t.ok(tried > 200, `${tried} ranges were tried`)
  })

  t.test('positions count code points of the text as it is served', async (t) => {
    const text = reading('\u{1f600} One two.', 'Three \u{1f469}\u200d\u{1f467} four.', 'Five.')
    const served = text.blocks.map((block) => block.text).join('\n\n')
    const selected = (start: number, end: number) => {
      const range = rangeOfSelector(text, { type: 'TextPositionSelector', start, end })
      return range && text.exact(range)
    }
    t.equal(selected(2, 5), 'One')
    t.equal(selected(2, 5), sliceCodePoints(served, 2, 5))
    t.equal(selected(6, 17), 'two. Three', 'over a blank line')
    t.equal(selected(10, 17), 'Three', 'from inside a blank line')
    t.equal(selected(6, 11), 'two.', 'to inside one')
    t.equal(selected(10, 12), null, 'a blank line alone')
    t.equal(selected(18, 21), '\u{1f469}\u200d\u{1f467}')
    t.equal(selected(18, 19), null, 'a part of a character')
    t.equal(selected(0, [...served].length), text.text)
    t.equal(selected(0, [...served].length + 1), null, 'beyond the end')
    t.equal(selected(9e15, 9e15), null)
  })

  t.test('blocks are named by id, number or place, alone or refined', async (t) => {
    const text = reading('One two.', 'Three four four.', 'Five.')
    const selected = (selector: object) => {
      const { quote, others } = readSelection(selector)
      const range = rangeOfSelector(text, quote ?? others[0]!)
      return range && text.exact(range)
    }
    const block = (value: string, refinedBy?: object) => ({
      type: 'FragmentSelector',
      value,
      ...(refinedBy && { refinedBy }),
    })
    const position = (start: number, end: number) => ({ type: 'TextPositionSelector', start, end })
    t.equal(selected(block('0000000000000002')), 'Three four four.')
    t.equal(selected(block('1')), 'One two.')
    t.equal(selected(block('b2')), 'Five.')
    t.equal(selected(block('b3')), null)
    t.equal(selected(block('1', position(4, 7))), 'two')
    t.equal(selected(block('1', position(4, 9))), null, 'beyond the block')
    t.equal(selected(block('2', { type: 'TextQuoteSelector', exact: 'four', prefix: 'four ' })), 'four')
    const range = (startSelector: object, endSelector: object) => ({
      type: 'RangeSelector',
      startSelector,
      endSelector,
    })
    t.equal(selected(range(block('1', position(4, 7)), block('b2'))), 'two. Three four four.')
    t.equal(selected(range(block('b2'), block('1'))), null, 'backwards')
    t.equal(selected(range({ type: 'TextQuoteSelector', exact: 'two' }, position(10, 12))), 'two.')
  })

  t.test('those that disagree are refused, and told what they select', async (t) => {
    const text = reading('One two three two.', 'Four \u201cfive\u201d.')
    const quote = (exact: string, context = {}) => ({ type: 'TextQuoteSelector', exact, ...context })
    const position = (start: number, end: number) => ({ type: 'TextPositionSelector', start, end })
    const chosen = (...selectors: object[]) => {
      const range = selectedRange(text, readSelection(selectors))
      return [range.start, text.exact(range)]
    }
    t.same(chosen(quote('two'), position(4, 7)), [4, 'two'])
    t.same(chosen(quote('two'), position(14, 17)), [14, 'two'], 'which of several it is')
    t.same(chosen(quote('"five"'), position(25, 31)), [24, '\u201cfive\u201d'], 'typography is folded')
    t.same(chosen(quote('two', { prefix: 'One ', suffix: ' three' }), position(4, 7)), [4, 'two'])
    t.match(
      fault(() => chosen(quote('two'), position(8, 13))),
      /other words than the quote/,
    )
    t.match(
      fault(() => chosen(quote('Two'), position(4, 7))),
      /other words than the quote/,
    )
    t.match(
      fault(() => chosen(quote('two', { prefix: 'three ' }), position(4, 7))),
      /not between this prefix/,
    )
    t.match(
      fault(() => chosen(position(4, 7), position(8, 13))),
      /different words/,
    )
    t.match(
      fault(() => chosen(quote('two'), position(400, 700))),
      /selects no words/,
    )
  })

  t.test('malformed ones are refused with the place of the fault', async (t) => {
    const cases: [unknown, RegExp][] = [
      [{}, /needs a "type"/],
      [null, /must be a selector/],
      [[], /one selector, or up to 5/],
      [Array(6).fill({ type: 'TextQuoteSelector', exact: 'a' }), /up to 5/],
      [
        Array(4).fill({
          type: 'FragmentSelector',
          value: '1',
          refinedBy: { type: 'TextQuoteSelector', exact: 'a' },
        }),
        /at most 3 TextQuoteSelectors/,
      ],
      [{ type: 'TextQuoteSelector' }, /"\/exact" must be one text/],
      [{ type: 'TextQuoteSelector', exact: ['a'] }, /"\/exact"/],
      [{ type: 'TextQuoteSelector', exact: 'a\0' }, /NUL/],
      [{ type: 'TextQuoteSelector', exact: '\ud800' }, /surrogate/],
      [{ type: 'TextQuoteSelector', exact: 'a'.repeat(100_001) }, /at most 100000/],
      [{ type: 'TextQuoteSelector', exact: 'a', prefix: 'a'.repeat(2001) }, /"\/prefix"/],
      [{ type: 'TextQuoteSelector', exact: 'a', refinedBy: {} }, /"\/refinedBy"/],
      [{ type: 'TextPositionSelector', start: 1 }, /"\/end" must be a number/],
      [{ type: 'TextPositionSelector', start: -1, end: 3 }, /"\/start"/],
      [{ type: 'TextPositionSelector', start: 1.5, end: 3 }, /"\/start"/],
      [{ type: 'TextPositionSelector', start: '1', end: 3 }, /"\/start"/],
      [{ type: 'TextPositionSelector', start: 5, end: 3 }, /lies before the start: 5 to 3/],
      [{ type: 'FragmentSelector', value: ['xxx', 'yyy'] }, /"\/value"/],
      [{ type: 'FragmentSelector', value: 't=30,60' }, /no kind that is understood/],
      [{ type: 'FragmentSelector', value: '1', refinedBy: { type: 'SvgSelector' } }, /"\/refinedBy"/],
      [{ type: 'RangeSelector', startSelector: {} }, /"\/startSelector" needs a "type"/],
      [{ type: 'XPathSelector', value: '/p[1]' }, /no kind that is understood/],
      [{ type: 'SpecificResource', selector: {} }, /"\/source" must be the address/],
      [{ source: 'http://example.org/', selector: 'http://example.org/s' }, /"\/selector" is of no kind/],
    ]
    for (const [value, message] of cases)
      t.match(
        fault(() => readSelection(value)),
        message,
      )
  })

  t.test('a source is ours by its address', async (t) => {
    const base = 'http://archive.test'
    const cases: [string, object | null][] = [
      [`${base}/works/a-b`, { work: 'a-b', version: null }],
      [`${base}/works/a-b.txt`, { work: 'a-b', version: null }],
      [`${base}/works/a-b?format=txt`, { work: 'a-b', version: null }],
      [`${base}/works/a-b/versions/v.txt#x`, { work: 'a-b', version: 'v' }],
      [`${base}/works/a-b/paragraphs`, null],
      [`${base}/paragraphs/x`, null],
      [`${base}.evil.example/works/a-b`, null],
      ['http://example.org/works/a-b', null],
    ]
    for (const [address, named] of cases) t.same(parseSourceAddress(base, address), named, address)
  })
})

t.test('an annotation is asked for by the profile of its media type', async (t) => {
  const SCHEMA_ORG = 'application/vnd.schemaorg.ld+json'
  const offers = ['application/json', ANNOTATION_TYPE, SCHEMA_ORG]
  const chosen = (accept: string, from = offers) => bestOffer(readAccept(accept), from, canonicalType)?.offer
  const anno = (profile: string) => `application/ld+json; profile="${profile}"`
  t.equal(chosen(anno('http://www.w3.org/ns/anno.jsonld')), ANNOTATION_TYPE)
  t.equal(
    chosen('application/ld+json;PROFILE="http://www.w3.org/ns/anno.jsonld";q=0.5, */*;q=0.1'),
    ANNOTATION_TYPE,
  )
  t.equal(
    chosen(anno('http://www.w3.org/ns/json-ld#compacted http://www.w3.org/ns/anno.jsonld')),
    ANNOTATION_TYPE,
    'one of several profiles',
  )
  t.equal(chosen('application/ld+json'), SCHEMA_ORG, 'JSON-LD without a profile is schema.org’s')
  t.equal(chosen(anno('http://www.w3.org/ns/json-ld#compacted')), SCHEMA_ORG)
  t.equal(chosen(anno('http://www.w3.org/ns/anno.jsonld'), ['application/json', SCHEMA_ORG]), undefined)
  t.equal(chosen('application/*'), 'application/json', 'the own representation first')
  for (const name of ['anno', 'annotation', 'anno.jsonld', 'ANNO']) t.equal(typeNamed(name), ANNOTATION_TYPE)
  t.equal(typeNamed('jsonld'), SCHEMA_ORG)
  t.equal(rewriteExtension('/quotes/a.b.anno.jsonld?at=1:2-3'), '/quotes/a.b?at=1:2-3&format=anno.jsonld')
  t.equal(rewriteExtension('/quotes/a.b.jsonld'), '/quotes/a.b?format=jsonld')
})

t.test('text fragments', async (t) => {
  const directiveOf = (text: ReadingText, words: string, { repeated = false, from = 0 } = {}) => {
    const start = text.text.indexOf(words, from)
    return textDirective(text, [{ start, end: start + words.length }], repeated)
  }

  /** What another implementation of the specification finds in a page of the text: the first place for each directive. */
  const found = (text: ReadingText, directive: string): string[] => {
    opened(text.blocks.map((block) => `<p>${escaped(block.text)}</p>`).join('\n'))
    const { text: fragments } = parseFragmentDirectives(getFragmentDirectives(`#:~:${directive}`))
    return fragments.map((fragment) => String(processTextFragmentDirective(fragment)[0] ?? ''))
  }

  t.test('programs of others find each sentence by our selectors, and where it stands', async (t) => {
    const { app, archive, urls, writer } = await buildTestApp(t)
    const ids = [WORK]
    for (const path of ['booklet-like/001-as-seed.md', 'udhr/ar.txt', 'udhr/ja.txt']) {
      const bytes = readFileSync(new URL(`../${path}`, FIXTURES))
      const mediaType = path.endsWith('.md') ? 'text/markdown' : 'text/plain'
      ids.push((await writer.importSource({ bytes, mediaType, fileName: 'a' })).work)
    }
    archive.refresh()
    const finder = new QuoteFinder(archive)
    for (const id of ids) {
      const work = (await archive.reads.works.named(id))!
      const text = await archive.readingText(work.version.no)
      const served = (await app.inject(`/works/${id}.txt`)).body
      // A browser shows text/plain so; Apache and Recogito read the representation that the selectors name.
      const { document } = opened(`<pre>${escaped(served)}</pre>`)
      const { createTextQuoteSelectorMatcher } = await import('@apache-annotator/dom')
      const { W3CTextFormat, reviveAnnotation } = await import('@recogito/text-annotator')
      const shown = document.querySelector('pre')!
      const sentences = sentencesOf(text)
      const places = new Map<Utf16Range, string>()
      for (const range of some(sentences)) {
        const quote = await finder.describe({ work: id, versionNo: work.version.no }, [range])
        const annotation = annotationOf(urls, work, { ...quote, parts: [quotedPart(text, range)] })
        const { source, selector } = [annotation.target].flat()[0]!
        const { exact, position } = quotedPart(text, range)
        const start = [...served].slice(0, position.start).join('').length
        const wanted = [exact, start]
        const byWords = await createTextQuoteSelectorMatcher(selector[0])(shown).next()
        t.same([String(byWords.value), byWords.value?.startOffset], wanted, 'Apache Annotator')
        const { parsed } = W3CTextFormat(source, shown).parse({ ...annotation, body: [] })
        const [revived] = reviveAnnotation(parsed, shown).target.selector
        t.same([String(revived?.range), revived?.range.startOffset], wanted, 'Recogito')
        places.set(range, exact)
      }
      t.ok(sentences.length >= 10, `${sentences.length} sentences of ${id}`)
      const page = text.blocks.map((block) => `<p>${escaped(block.text)}</p>`).join('\n')
      opened(page)
      for (const [range, exact] of places) {
        const repeated = text.text.indexOf(exact) !== text.text.lastIndexOf(exact)
        const directive = textDirective(text, [range], repeated)!
        const { text: fragments } = parseFragmentDirectives(getFragmentDirectives(`#:~:${directive}`))
        t.equal(
          canonicalExact(String(processTextFragmentDirective(fragments[0]!)[0] ?? '')),
          exact,
          directive,
        )
      }
    }
  })

  t.test('are written as the examples of the specification', async (t) => {
    const text = reading('Well, this is an example text fragment')
    t.equal(directiveOf(text, 'an example text fragment'), 'text=an%20example%20text%20fragment')
    t.equal(
      directiveOf(reading('this is an example text fragment'), 'an example', { repeated: true }),
      'text=this%20is-,an%20example,-text%20fragment',
    )
    t.equal(
      directiveOf(
        reading('A well-known list: this, that & these (and those)'),
        'well-known list: this, that & these',
      ),
      'text=well%2Dknown%20list%3A%20this%2C%20that%20%26%20these',
    )
  })

  t.test('lead to the place that is meant, and to nothing when part of a word is quoted', async (t) => {
    const text = reading(
      'The end of the story is not the end. Here is the end of it.',
      `${'A long paragraph has many words, and they go on. '.repeat(8)}It ends here.`,
      'Fin \u2014 the end.',
    )
    const last = directiveOf(text, 'the end', { repeated: true, from: 40 })!
    t.equal(last, 'text=story%20is%20not%20the%20end.%20Here%20is-,the%20end,-of%20it.')
    t.same(found(text, last), ['the end'])
    const long = directiveOf(text, text.blocks[1]!.text)!
    t.match(long, /^text=A%20long.{60,160},[^,]{60,200}It%20ends%20here\.$/)
    t.same(found(text, long), [text.blocks[1]!.text])
    const over = directiveOf(text, 'It ends here. Fin \u2014 the end.')!
    t.same(found(text, over), ['It ends here.\nFin \u2014 the end.'], 'over paragraphs')
    const parts = ['The end of the story', 'Here is the end of it.'].map((words) => {
      const start = text.text.indexOf(words)
      return { start, end: start + words.length }
    })
    t.same(
      found(text, textDirective(text, parts, false)!),
      parts.map((part) => text.exact(part)),
    )
    t.equal(directiveOf(text, 'nd of the sto'), null)
    t.equal(directiveOf(reading('a'.repeat(5000)), 'a'.repeat(5000)), null)
  })

  t.test('another implementation finds just the words, in texts of many words', async (t) => {
    const word = fc.constantFrom(
      ...'not one of these words is far-fetched, “quoted”, it’s (well) 1.5% & more; naïve — Assad Nusra.'.split(
        ' ',
      ),
    )
    const paragraph = fc.array(word, { minLength: 20, maxLength: 120 }).map((words) => words.join(' '))
    const paragraphs = fc.array(paragraph, { minLength: 1, maxLength: 4 })
    let tried = 0
    fc.assert(
      fc.property(paragraphs, fc.nat(), fc.nat(), (texts, a, b) => {
        const text = reading(...texts)
        const bounds = [...text.text.matchAll(/(?<=^| )|(?= |$)/g)].map(({ index }) => index)
        const [start, end] = [bounds[a % bounds.length]!, bounds[b % bounds.length]!].sort((x, y) => x - y)
        const range = rangeIn(text, start!, end!)
        const exact = range && text.exact(range)
        if (!range || exact!.length < 60 || text.text.indexOf(exact!) !== text.text.lastIndexOf(exact!))
          return true
        const directive = textDirective(text, [range], false)
        if (directive === null) return true
        tried++
        // Between paragraphs the page has a line's end.
        return found(text, directive)[0]!.replaceAll('\n', ' ') === exact
      }),
      { numRuns: 250 },
    )
    t.ok(tried > 60, `${tried} quotes were looked for`)
  })

  t.test('go behind the address of the page, whatever it has already', async (t) => {
    const cases: [string | null, string | null][] = [
      ['https://example.org/a', 'https://example.org/a#:~:text=b'],
      ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d:~:text=b'],
      ['https://example.org/a#d:~:text=old', 'https://example.org/a#d:~:text=b'],
      ['https://example.org/a#', 'https://example.org/a#:~:text=b'],
      ['ftp://example.org/a', null],
      ['http://', null],
      [null, null],
    ]
    for (const [page, address] of cases) t.equal(textFragment(page, 'text=b'), address, String(page))
    t.equal(textFragment('https://example.org/', null), null)
  })
})

t.test('over HTTP', async (t) => {
  const { app } = await buildTestApp(t)
  const id = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`
  const accept = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
  const get = (url: string, headers = {}) => app.inject({ url, headers })
  const post = async (body: unknown, type = 'application/json') => {
    const headers = { 'content-type': type }
    const answer = await app.inject({
      method: 'POST',
      url: '/quotes',
      headers,
      payload: JSON.stringify(body),
    })
    return [answer.statusCode, answer.json().id ?? answer.json().type.split('/').at(-1)]
  }

  t.test('a quote is an annotation where one is asked for', async (t) => {
    const answer = await get(`/quotes/${id}`, { accept })
    t.same(refusedBy(answer.json()), [])
    t.match(answer.headers, {
      'content-type': accept,
      allow: 'GET, HEAD, OPTIONS',
      vary: /Accept/,
      etag: /^"/,
      link: /<http:\/\/www\.w3\.org\/ns\/ldp#Resource>; rel="type"/,
    })
    for (const address of [`/quotes/${id}.anno.jsonld`, `/quotes/${id}?format=anno`])
      t.equal((await get(address)).body, answer.body, address)
    t.match(String((await get(`/quotes/${id}.jsonld`)).headers['content-type']), /schemaorg/)
    t.equal((await get(`/works/${WORK}`, { accept })).statusCode, 406)
    t.equal(
      (await get(`/quotes/${id}`)).json().textFragment,
      'http://leilashami.wordpress.com/#:~:text=This%20is%20where%20abandonment%20has%20led.',
    )
  })

  t.test('whatever selects the words registers the quote of them', async (t) => {
    const annotation = (await get(`/quotes/${id}`, { accept })).json()
    const [quote, position, range] = annotation.target.selector
    t.same(await post({ work: WORK, selector: position }), [201, id])
    for (const selector of [quote, range, [quote, position, range], annotation, annotation.target])
      t.same(await post({ work: WORK, selector }), [200, id])
    t.same(await post(annotation, accept), [200, id], 'as it is')
    t.same(await post({ selector: annotation }), [200, id], 'its source names the work')
    const elsewhere = { source: 'https://example.org/', selector: [quote, { ...position, start: 0 }] }
    t.same(
      await post({ work: WORK, selector: elsewhere }),
      [200, id],
      'positions in another text say nothing',
    )
  })

  t.test('positions in a page are tried, and the words decide', async (t) => {
    const [quote, position] = (await get(`/quotes/${id}`)).json().selectors
    const container = { endOffset: 9, startOffset: 4, endContainer: '/p[1]', startContainer: '/p[1]' }
    const range = { type: 'RangeSelector', ...container }
    for (const start of [position.start, 3]) {
      const uri = `${BASE}/works/${WORK}`
      const selector = [range, { ...position, start }, quote]
      t.same(await post({ selector: { uri, target: [{ source: uri, selector }] } }), [200, id])
    }
    const locator = { href: 'a.xhtml', text: { before: quote.prefix, highlight: quote.exact } }
    t.same(await post({ work: WORK, selector: locator }), [200, id])
  })

  t.test('what selects nothing, or two things, is refused', async (t) => {
    const [quote, position] = (await get(`/quotes/${id}`)).json().selectors
    const moved = { ...position, start: position.start + 1 }
    const cases: [unknown, number, string][] = [
      [{ work: WORK, selector: [quote, moved] }, 422, 'invalid_selector'],
      [{ work: WORK, selector: { ...position, end: 1e9 } }, 422, 'invalid_selector'],
      [
        { work: WORK, selector: { source: 'https://example.org/', selector: position } },
        422,
        'invalid_selector',
      ],
      [{ work: WORK, selector: { ...quote, exact: 'not there at all' } }, 404, 'words_not_found'],
      [{ work: WORK, selector: { ...position, start: 0 } }, 201, ''],
      [{ selector: position }, 400, 'invalid_body'],
      [{ work: WORK, selector: quote, exact: SENTENCE }, 400, 'invalid_body'],
      [{ work: WORK }, 400, 'invalid_body'],
      [{ work: WORK, selector: 'x' }, 400, 'invalid_body'],
    ]
    for (const [body, status, kind] of cases) {
      const [code, told] = await post(body)
      t.same([code, kind && told], [status, kind], JSON.stringify(body).slice(0, 100))
    }
    t.same(await post(null, accept), [400, 'invalid_body'])
  })
})
