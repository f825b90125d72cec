import { randomBytes } from 'node:crypto'
import t, { type Test } from 'tap'
import type { LogErrorCode } from '../../src/errors.ts'
import { coreOf, sha256 } from '../../src/identity/digest.ts'
import { BlockTree, blockLeaf, summarizeBlocks } from '../../src/log/block-tree.ts'
import { canonicalJson } from '../../src/log/canonical-json.ts'
import type { QuoteEvidence } from '../../src/log/quote-evidence.ts'
import { verifyQuoteProof } from '../../src/log/quote-proof-verification.ts'
import { type QuotePart, quotedWords } from '../../src/log/quote-words.ts'
import { parseTlogProof, printTlogProof, type TlogProof } from '../../src/log/tlog-proof.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'
import { manifestOf, PublishedLog, recordOf, signerOf, TIME, texts } from './published-log.ts'
import { throwsCode } from './throws-code.ts'

const signer = signerOf('archive.example/log', 1)
const log = new PublishedLog(signer)
const WORDS = 'This is where abandonment has led.'

/** Where words stand in a block of the seed. */
function place(words: string, from = 0): { block: number; start: number; end: number } {
  const block = texts.findIndex((text, ordinal) => ordinal >= from && text.includes(words))
  const start = [...texts[block]!.slice(0, texts[block]!.indexOf(words))].length
  return { block, start, end: start + [...words].length }
}

const sentence: QuotePart[] = [[place(WORDS)]]
const last = (block: number) => [...texts[block]!].length
/** The last words of a paragraph and the first of the next. */
const overBreak: QuotePart[] = [
  [
    { block: 3, start: last(3) - 20, end: last(3) },
    { block: 4, start: 0, end: 30 },
  ],
]
const elided: QuotePart[] = [
  [{ block: 0, start: 0, end: 12 }],
  [{ block: 0, start: 40, end: 60 }],
  [place(WORDS)],
]

t.test('a proof says offline which words a work had, where, and when that was published', async (t) => {
  const proven = verifyQuoteProof(log.prove(sentence), [signer])
  t.equal(proven.id, '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h', 'the id of the frozen vectors')
  t.equal(proven.exact, WORDS)
  t.same(proven.parts, sentence)
  const { block } = place(WORDS)
  t.same(proven.blocks, [{ record: recordOf(texts[block]!, block), text: texts[block] }])
  t.equal(proven.entry.time, TIME)
  t.same(proven.manifest.metadata.body, { title: 'Breaking the siege of Aleppo' })
  t.match(proven.checkpoint, { origin: 'archive.example/log', size: 300 })
  const broken = verifyQuoteProof(log.prove(overBreak), [signer])
  t.equal(broken.exact, `${[...texts[3]!].slice(-20).join('')} ${[...texts[4]!].slice(0, 30).join('')}`)
  const several = verifyQuoteProof(log.prove(elided), [signer])
  const characters = [...texts[0]!]
  t.equal(
    several.exact,
    `${characters.slice(0, 12).join('')} [...] ${characters.slice(40, 60).join('')} [...] ${WORDS}`,
  )
  t.equal(several.id, `2rma5yfyxknb207f.${coreOf(several.exact)}`)
})

t.test('a proof with any byte changed, or cut anywhere, proves nothing', async (t) => {
  const file = log.prove(sentence)
  for (let at = 0; at < file.length; at++) {
    const forged = Buffer.from(file)
    forged[at]! ^= 1 << (at % 8)
    refuses(t, forged, `byte ${at} of ${file.length}`)
  }
  for (let end = 0; end < file.length; end += 7) refuses(t, file.subarray(0, end), `cut at ${end}`)
  refuses(t, Buffer.concat([file, Buffer.from('\n')]), 'a line feed more')
  t.pass(`${file.length} bytes`)
})

/** Fails the test once, not thousands of times. */
function refuses(t: Test, file: Uint8Array, what: string): void {
  try {
    verifyQuoteProof(file, [signer])
  } catch (error) {
    if ((error as Error).name !== 'LogError') t.fail(`${what}: ${error}`)
    return
  }
  t.fail(`${what}: accepted`)
}

/** The proof of the sentence, taken apart, changed and put together again as a forger would. */
function forge(
  changes: { evidence?: (evidence: QuoteEvidence) => void; proof?: (proof: TlogProof) => void },
  parts = sentence,
): Buffer {
  const proof = parseTlogProof(log.prove(parts).toString())
  const evidence = JSON.parse(proof.extra.toString())
  changes.evidence?.(evidence)
  proof.extra = Buffer.from(canonicalJson(evidence))
  changes.proof?.(proof)
  return Buffer.from(printTlogProof(proof))
}

t.test('every forgery fails at the link that it breaks', async (t) => {
  const other = new PublishedLog(signerOf('archive.example/log', 2))
  const stranger = new PublishedLog(signerOf('other.example/log', 3))
  const forgedTexts = texts.map((text) => text.replace(WORDS, 'This is where devotion has led us.'))
  const forgedTree = new BlockTree('000102030405060708090a0b0c0d0e0f', forgedTexts.map(recordOf))
  const evidence = (change: (evidence: QuoteEvidence) => void, parts = sentence) =>
    forge({ evidence: change }, parts)
  const proof = (change: (proof: TlogProof) => void) => forge({ proof: change })
  const block = (change: (block: QuoteEvidence['blocks'][number]) => void) =>
    evidence(({ blocks }) => change(blocks[0]!))
  const forgeries: [string, LogErrorCode, Buffer][] = [
    ['nothing', 'malformed_proof', Buffer.alloc(0)],
    ['no UTF-8', 'malformed_proof', Buffer.of(0xff)],
    ['evidence that is no JSON', 'not_canonical', proof((it) => (it.extra = Buffer.from('{')))],
    ['evidence with a member more', 'malformed_proof', evidence((it) => Object.assign(it, { more: 1 }))],
    ['another key of that name', 'unknown_signer', proof((it) => (it.checkpoint = other.checkpoint()))],
    ['another log', 'unknown_signer', proof((it) => (it.checkpoint = stranger.checkpoint()))],
    ['an earlier checkpoint', 'entry_not_in_log', proof((it) => (it.checkpoint = log.checkpoint(200)))],
    ['one from before the entry', 'entry_not_in_log', proof((it) => (it.checkpoint = log.checkpoint(3)))],
    ['another index', 'entry_not_in_log', proof((it) => (it.index = 4))],
    ['hashes swapped', 'entry_not_in_log', proof((it) => it.inclusion.reverse())],
    ['a hash lost', 'entry_not_in_log', proof((it) => it.inclusion.pop())],
    [
      'the proof of another entry',
      'entry_not_in_log',
      proof((it) => Object.assign(it, { index: 6, inclusion: log.inclusion(6) })),
    ],
    ['an earlier time', 'entry_not_in_log', evidence((it) => (it.entry = it.entry.replace('2026', '2016')))],
    [
      'an entry that publishes nothing',
      'not_a_publication',
      forge({
        evidence: (it) => (it.entry = log.entries[6]!.toString()),
        proof: (it) => Object.assign(it, { index: 6, inclusion: log.inclusion(6) }),
      }),
    ],
    [
      'another title',
      'manifest_mismatch',
      evidence((it) => (it.manifest = it.manifest.replace('siege', 'peace'))),
    ],
    [
      'the manifest of other texts',
      'manifest_mismatch',
      evidence((it) => (it.manifest = manifestOf(forgedTexts).toString())),
    ],
    [
      'another text',
      'block_not_in_version',
      block((it) => (it.text = it.text.replace('abandonment', 'devotion'))),
    ],
    ['a text in another spelling', 'block_not_in_version', block((it) => (it.text = ` ${it.text}`))],
    ['another number', 'block_not_in_version', block((it) => (it.number = 1))],
    ['another paragraph', 'block_not_in_version', block((it) => (it.paragraph = '0'.repeat(16)))],
    ['another kind', 'block_not_in_version', block((it) => (it.kind = 'heading'))],
    ['another place', 'block_not_in_version', block((it) => (it.ordinal += 1))],
    ['a place beyond the text', 'block_not_in_version', block((it) => (it.ordinal = 12))],
    ['no proof of the block', 'block_not_in_version', block((it) => (it.proof = []))],
    ['a short hash', 'block_not_in_version', block((it) => (it.proof[0] = it.proof[0]!.slice(0, 40)))],
    ['a line that is no hash', 'block_not_in_version', block((it) => it.proof.push('no hash'))],
    ['another spelling of a hash', 'block_not_in_version', block((it) => (it.proof[0] = ` ${it.proof[0]}`))],
    [
      'a text and its own tree',
      'block_not_in_version',
      evidence((it) => {
        const [changed] = it.blocks
        changed!.text = forgedTexts[changed!.ordinal]!
        changed!.proof = forgedTree.proof(changed!.ordinal).map((hash) => hash.toString('base64'))
        it.quote.exact = 'This is where devotion has led us.'
      }),
    ],
    [
      'other words',
      'words_not_there',
      evidence((it) => (it.quote.exact = it.quote.exact.replace('has', 'has not'))),
    ],
    [
      'words that stand beside them',
      'words_not_there',
      evidence((it) => (it.quote.parts[0]![0]!.start += 1)),
    ],
    ['words beyond the block', 'words_not_there', evidence((it) => (it.quote.parts[0]![0]!.end = 99_999))],
    [
      'words of a block that is not there',
      'words_not_there',
      evidence((it) => (it.quote.parts[0]![0]!.block = 0)),
    ],
    ['a block twice', 'words_not_there', evidence((it) => it.blocks.push(it.blocks[0]!))],
    [
      'the words but not their space',
      'words_not_there',
      evidence(
        (it) => (it.quote.exact = it.quote.exact.trimStart()),
        overBreak.map((part) => part.slice(0, 1)).map(([range]) => [{ ...range!, start: range!.start - 1 }]),
      ),
    ],
    [
      'a part left out in silence',
      'words_not_there',
      evidence((it) => (it.quote.parts = [it.quote.parts.flat()]), elided),
    ],
    ['parts in another order', 'words_not_there', evidence((it) => it.quote.parts.reverse(), elided)],
    ['blocks in another order', 'words_not_there', evidence((it) => it.blocks.reverse(), overBreak)],
    [
      'the id of other words',
      'id_mismatch',
      evidence((it) => (it.quote.id = `2rma5yfyxknb207f.${coreOf('other')}`)),
    ],
    [
      'the id of another work',
      'id_mismatch',
      evidence((it) => (it.quote.id = it.quote.id.replace('2rma', '3rma'))),
    ],
    ['a number of its own', 'id_mismatch', evidence((it) => (it.quote.id += '.2'))],
  ]
  for (const [what, code, file] of forgeries)
    throwsCode(t, () => verifyQuoteProof(file, [signer]), code, what)
  t.ok(verifyQuoteProof(forge({}), [signer]), 'taken apart and put together, nothing changed, it holds')
  const file = log.prove(sentence)
  throwsCode(t, () => verifyQuoteProof(file, [other.signer]), 'unknown_signer', 'checked with another key')
  throwsCode(t, () => verifyQuoteProof(file, []), 'unknown_signer', 'checked with no key')
  throwsCode(
    t,
    () => verifyQuoteProof(other.prove(sentence), [signer]),
    'unknown_signer',
    'another log of the name',
  )
  const muddled = new PublishedLog(signer, manifestOf(texts, '0'.repeat(24)))
  throwsCode(
    t,
    () => verifyQuoteProof(muddled.prove(sentence), [signer]),
    'manifest_mismatch',
    'an entry that names the manifest of another version',
  )
  const both = log.prove(sentence, [signer, other.signer])
  t.ok(verifyQuoteProof(both, [other.signer]), 'a key that rotates: either will do')
})

t.test('no single value of the evidence can be changed', async (t) => {
  const proof = parseTlogProof(log.prove(elided).toString())
  const original = proof.extra.toString()
  const change = fc.tuple(fc.nat(), fc.constantFrom('value', 'lose', 'double', 'null'), fc.nat(200))
  fc.assert(
    fc.property(change, ([which, how, by]) => {
      const evidence = JSON.parse(original)
      const leaves = membersOf(evidence)
      const { holder, member } = leaves[which % leaves.length]!
      changeMember(holder, member, { how, by })
      const extra = Buffer.from(canonicalJson(evidence))
      if (extra.toString() === original) return
      refuses(t, Buffer.from(printTlogProof({ ...proof, extra })), `${how} ${member} by ${by}`)
    }),
    { numRuns: runs(1500) },
  )
})

type Holder = Record<string, unknown>

/** Every member of a value, of its members, and so on. */
function membersOf(value: unknown): { holder: Holder; member: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Holder
  return Object.keys(holder).flatMap((member) => [{ holder, member }, ...membersOf(holder[member])])
}

function changeMember(holder: Holder, member: string, { how, by }: { how: string; by: number }): void {
  const value = holder[member]
  if (how === 'null') holder[member] = null
  else if (how === 'lose' && Array.isArray(holder)) holder.splice(Number(member), 1)
  else if (how === 'lose') delete holder[member]
  else if (how === 'double' && Array.isArray(holder)) holder.splice(Number(member), 0, value)
  else if (typeof value === 'number') holder[member] = value + by + 1
  else if (typeof value === 'string') {
    const at = by % (value.length + 1)
    holder[member] = `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}`
  } else if (Array.isArray(value)) value.reverse()
}

t.test('words are taken from their blocks in order, whole between the ends, or not at all', async (t) => {
  const blocks = new Map([
    [4, 'One two.'],
    [5, '\u{1f600} three'],
    [7, 'Seven.'],
  ])
  const words = (...parts: [number, number, number][][]) =>
    quotedWords(
      parts.map((part) => part.map(([block, start, end]) => ({ block, start, end }))),
      blocks,
    )
  t.equal(
    words([
      [4, 4, 8],
      [5, 0, 3],
    ]),
    'two. \u{1f600} t',
    'code points',
  )
  t.equal(words([[4, 0, 3]], [[4, 4, 7]], [[7, 0, 5]]), 'One [...] two [...] Seven')
  const wrong: [number, number, number][][][] = [
    [],
    [[]],
    [[[4, 3, 3]]],
    [[[4, 5, 3]]],
    [[[4, 0, 9]]],
    [[[6, 0, 1]]],
    [
      [
        [4, 4, 7],
        [5, 0, 3],
      ],
    ],
    [
      [
        [4, 4, 8],
        [5, 2, 3],
      ],
    ],
    [
      [
        [5, 0, 7],
        [7, 0, 1],
      ],
    ],
    [[[4, 4, 7]], [[4, 0, 3]]],
    [[[4, 0, 4]], [[4, 3, 7]]],
    [[[5, 0, 1]], [[4, 0, 3]]],
  ]
  for (const parts of wrong) throwsCode(t, () => words(...parts), 'words_not_there', JSON.stringify(parts))
})

t.test('the nonce hides what a block was; without it nobody can confirm a guess', async (t) => {
  const records = texts.map(recordOf)
  const nonces = [randomBytes(16), randomBytes(16)].map((nonce) => nonce.toString('hex'))
  const roots = nonces.map((nonce) => summarizeBlocks(nonce, records).root)
  t.not(roots[0], roots[1])
  t.same(summarizeBlocks(nonces[0]!, records), new BlockTree(nonces[0]!, records).summary)
  t.notSame(blockLeaf(nonces[0]!, records[0]!), blockLeaf(nonces[1]!, records[0]!))
  const plain = Buffer.concat([
    Buffer.of(0),
    Buffer.from(nonces[0]!, 'hex'),
    Buffer.from(canonicalJson(records[0]!)),
  ])
  t.equal(
    blockLeaf(nonces[0]!, records[0]!).toString('hex'),
    sha256(plain),
    'SHA-256(0x00 || nonce || record)',
  )
})
