import { readFileSync } from 'node:fs'
import t from 'tap'
import { encodeBase32, readBase32 } from '../../src/identity/base32.ts'
import { coreOf, exactDigest, sha256, wordsDigest } from '../../src/identity/digest.ts'
import {
  paragraphId,
  parseQuoteId,
  printQuoteId,
  versionId,
  workId,
  workKey,
} from '../../src/identity/ids.ts'
import { ReadingText } from '../../src/matching/reading-text.ts'
import { matchesIn } from '../../src/matching/verification/matches.ts'
import { Quotation } from '../../src/matching/verification/quotation.ts'
import fc from '../support/properties.ts'

const vectors = JSON.parse(
  readFileSync(new URL('../fixtures/identity/vectors.json', import.meta.url), 'utf8'),
)
const seed = readFileSync(new URL('../fixtures/seed/breaking-the-siege-of-aleppo.md', import.meta.url))

t.test('every frozen vector has its digests and its core', async (t) => {
  for (const vector of [...vectors.frozen, ...vectors.canonical]) {
    t.same(
      [exactDigest(vector.input), wordsDigest(vector.input), coreOf(vector.input)],
      [vector.exactSha256, vector.wordsSha256, vector.core],
      vector.name,
    )
  }
  for (const corner of vectors.corner) t.equal(coreOf(corner.input), corner.core, corner.input)
})

t.test('typography does not change a core, words do', async (t) => {
  for (const { name, inputs, core, exactSha256 } of vectors.sameCore) {
    t.same(
      inputs.map(coreOf),
      inputs.map(() => core),
      name,
    )
    t.same(inputs.map(exactDigest), exactSha256, name)
  }
  for (const { name, inputs, cores } of vectors.differentCore) {
    t.same(inputs.map(coreOf), cores, name)
    t.equal(new Set(cores).size, cores.length, name)
  }
})

t.test('ids are read liberally and printed canonically', async (t) => {
  for (const vector of vectors.ids) {
    const id = parseQuoteId(vector.input)
    t.equal(id && printQuoteId(id), vector.canonical, vector.name)
  }
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 15, maxLength: 15 }), (bytes) => {
      const text = encodeBase32(bytes)
      return readBase32(text.toUpperCase(), 24) === text && readBase32(text.slice(1), 24) === null
    }),
  )
})

t.test('works, versions and paragraphs have the frozen ids', async (t) => {
  for (const vector of vectors.works) t.equal(workId(vector.workKey), vector.id, vector.name)
  for (const { name, blocks, id } of vectors.versions) {
    t.equal(versionId(blocks.map(([kind, text]: [string, string]) => ({ kind, text }))), id, name)
  }
  for (const { name, work, genesisText, k, id } of vectors.paragraphs) {
    t.equal(paragraphId(work, wordsDigest(genesisText), k), id, name)
  }
})

interface SeedParagraph {
  n: number
  paragraphId: string
  sentences: { text: string }[]
}

t.test('quotes have the frozen ids, with omissions and over paragraphs', async (t) => {
  const { workId: work, paragraphs } = vectors.seed
  const article = new ReadingText(
    paragraphs.map(({ n, paragraphId: paragraph, sentences }: SeedParagraph, ordinal: number) => {
      const text = sentences.map(({ text }) => text).join(' ')
      return { ordinal, number: n, paragraph, text }
    }),
  )
  for (const { name, text, sourceWords, canonical = sourceWords, id } of vectors.quotes) {
    const words = matchesIn(article, new Quotation(text), 1)[0]!.exact
    if (canonical) t.equal(words, canonical, name)
    t.equal(printQuoteId({ work, core: coreOf(words), occurrence: 1 }), id, name)
  }
})

t.test('the seed has the frozen ids', async (t) => {
  const { seed: expected } = vectors
  t.equal(sha256(seed), expected.rawSha256)
  t.equal(workKey(sha256(seed)), expected.workKey)
  t.equal(workId(workKey(sha256(seed))), expected.workId)
  for (const paragraph of expected.paragraphs) {
    for (const sentence of paragraph.sentences) {
      const id = printQuoteId({ work: expected.workId, core: coreOf(sentence.text), occurrence: 1 })
      t.equal(id, sentence.quoteId)
    }
  }
})
