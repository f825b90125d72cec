import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import canonicalize from 'canonicalize'
import t from 'tap'
import { canonicalJson, parseCanonicalJson } from '../../src/log/canonical-json.ts'
import { openCheckpoint, parseCheckpoint, printCheckpoint } from '../../src/log/checkpoint.ts'
import { type LogEntry, MOST_ERASED, parseEntry, printEntry } from '../../src/log/entry.ts'
import { parseBundle, printBundle } from '../../src/log/entry-bundle.ts'
import { type HashReader, rangeRoot } from '../../src/log/hash-reader.ts'
import { KeptHashes } from '../../src/log/kept-hashes.ts'
import { openNote, signNote } from '../../src/log/note.ts'
import {
  type NoteSigner,
  noteSigner,
  parseVerifierKey,
  printVerifierKey,
  privateKeyPem,
} from '../../src/log/note-key.ts'
import { digestRecords } from '../../src/log/records-digest.ts'
import { hashTiles, parseTilePath, printTilePath, tilesOfLevel, tileWidth } from '../../src/log/tile.ts'
import { TreeEdge } from '../../src/log/tree-edge.ts'
import { EMPTY_ROOT, leafHash, nodeHash } from '../../src/log/tree-hash.ts'
import {
  consistencyPath,
  consistencyProof,
  inclusionPath,
  inclusionProof,
} from '../../src/log/tree-proofs.ts'
import { extendsTree, includes } from '../../src/log/tree-verification.ts'
import { type HashTile, tilesFor, VerifiedTiles } from '../../src/log/verified-tiles.ts'
import { parseVersionManifest, printVersionManifest } from '../../src/log/version-manifest.ts'
import { parseWithdrawalNotice, printWithdrawalNotice } from '../../src/log/withdrawal-notice.ts'
import fc from '../support/properties.ts'
import { runs } from '../support/runs.ts'
import { throwsCode } from './throws-code.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/log/${name}.json`, import.meta.url), 'utf8'))
const trees = read('rfc6962')
const notes = read('signed-note')
const tiles = read('tlog-tiles')
const jcs = read('rfc8785')
const hex = (text: string) => Buffer.from(text, 'hex')

/** A tree with its kept hashes in memory. */
class Tree {
  readonly kept = new KeptHashes()
  readonly edge: TreeEdge

  constructor(leaves: readonly Buffer[]) {
    this.edge = TreeEdge.empty.extend(leaves, this.kept.keep)
  }

  head(size = this.edge.size) {
    return { size, root: TreeEdge.read(this.kept, size).root() }
  }
}

/** The root by the recursive definition of RFC 6962 §2.1. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest()
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return createHash('sha256')
    .update('\x01')
    .update(definedRoot(leaves.slice(0, k)))
    .update(definedRoot(leaves.slice(k)))
    .digest()
}

const counter = (n: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(n))
  return leafHash(bytes)
}
const counters = (size: number) => Array.from({ length: size }, (_, n) => counter(n))

t.test('leaves, nodes and roots hash as RFC 6962 has them', async (t) => {
  t.equal(EMPTY_ROOT.toString('hex'), trees.emptyRoot)
  for (const { dataHex, hash } of trees.leafHash) t.equal(leafHash(hex(dataHex)).toString('hex'), hash)
  for (const { left, right, hash } of trees.nodeHash) {
    t.equal(nodeHash(hex(left), hex(right)).toString('hex'), hash)
  }
  const leaves: Buffer[] = trees.leavesHex.map((leaf: string) => leafHash(hex(leaf)))
  for (const [at, root] of trees.roots.entries()) {
    t.equal(
      TreeEdge.empty
        .extend(leaves.slice(0, at + 1))
        .root()
        .toString('hex'),
      root,
    )
  }
})

t.test('the published proofs are made and verified, and no other tree accepts them', async (t) => {
  const { kept } = new Tree(trees.leavesHex.map((leaf: string) => leafHash(hex(leaf))))
  for (const { index, treeSize, leafHash: leaf, root, proof } of trees.inclusion) {
    const made = inclusionProof(kept, index, treeSize)
    t.same(
      made.map((hash) => hash.toString('hex')),
      proof,
    )
    t.ok(includes({ size: treeSize, root: hex(root) }, { index, hash: hex(leaf) }, made))
    t.notOk(includes({ size: treeSize, root: EMPTY_ROOT }, { index, hash: hex(leaf) }, made))
  }
  for (const { from, to, fromRoot, toRoot, proof } of trees.consistency) {
    const made = consistencyProof(kept, from, to)
    t.same(
      made.map((hash) => hash.toString('hex')),
      proof,
    )
    t.ok(extendsTree({ size: from, root: hex(fromRoot) }, { size: to, root: hex(toRoot) }, made))
    t.notOk(extendsTree({ size: from, root: EMPTY_ROOT }, { size: to, root: hex(toRoot) }, made))
    t.notOk(extendsTree({ size: from, root: hex(fromRoot) }, { size: to, root: EMPTY_ROOT }, made))
  }
})

t.test('every leaf and every beginning of trees up to 64, and of any up to 600, can be proven', async (t) => {
  const leaves = counters(600)
  const { kept } = new Tree(leaves)
  const check = (from: number, size: number) => {
    const head = { size, root: definedRoot(leaves.slice(0, size)) }
    const before = { size: from, root: definedRoot(leaves.slice(0, from)) }
    if (!TreeEdge.read(kept, size).root().equals(head.root)) return false
    const leaf = { index: from, hash: leaves[from]! }
    return (
      (from === size || includes(head, leaf, inclusionProof(kept, from, size))) &&
      extendsTree(before, head, consistencyProof(kept, from, size))
    )
  }
  for (let size = 1; size <= 64; size++) {
    for (let from = 0; from <= size; from++) if (!check(from, size)) t.fail(`${from} of ${size}`)
  }
  const sizes = fc.tuple(fc.nat(599), fc.integer({ min: 1, max: 600 })).filter(([from, size]) => from <= size)
  fc.assert(fc.property(sizes, ([from, size]) => check(from, size)))
})

t.test('a proof with anything changed, lost, added or swapped proves nothing', async (t) => {
  const { kept, edge } = new Tree(counters(300))
  const root = (size: number) => TreeEdge.read(kept, size).root()
  const change = fc.record({
    kind: fc.constantFrom('flip', 'drop', 'add', 'double', 'swap', 'cut'),
    at: fc.nat(),
    bit: fc.nat(255),
  })
  const places = fc.tuple(fc.nat(299), fc.integer({ min: 2, max: 300 })).filter(([at, size]) => at < size)
  fc.assert(
    fc.property(places, change, ([index, size], changed) => {
      const leaf = { index, hash: counter(index) }
      const forged = mutate(inclusionProof(kept, index, size), changed)
      if (forged && includes({ size, root: root(size) }, leaf, forged)) return false
      const grown = mutate(consistencyProof(kept, index, size), changed)
      return !grown || !extendsTree({ size: index, root: root(index) }, { size, root: root(size) }, grown)
    }),
    { numRuns: runs(500) },
  )
  const proof = inclusionProof(kept, 7, 300)
  const head = { size: 300, root: edge.root() }
  t.ok(includes(head, { index: 7, hash: counter(7) }, proof))
  t.notOk(includes(head, { index: 6, hash: counter(7) }, proof), 'at another place')
  t.notOk(includes(head, { index: 300, hash: counter(7) }, proof), 'beyond the tree')
  t.notOk(includes(head, { index: 7, hash: counter(8) }, proof), 'of another leaf')
  const short = proof.with(-1, proof.at(-1)!.subarray(0, 16))
  t.ok(includes(head, { index: 7, hash: counter(7) }, proof))
  t.notOk(includes(head, { index: 7, hash: counter(7) }, short), 'half a hash, right after the whole one')
  const node = nodeHash(counter(2), counter(3))
  const four = { size: 4, root: root(4) }
  t.notOk(includes(four, { index: 1, hash: node }, inclusionProof(kept, 3, 4).slice(1)), 'a node is no leaf')
  t.notOk(extendsTree(head, { size: 299, root: root(299) }, []), 'no tree shrinks')
  t.notOk(extendsTree({ size: 300, root: EMPTY_ROOT }, head, []), 'of one size there is one tree')
})

function mutate(
  proof: Buffer[],
  { kind, at, bit }: { kind: string; at: number; bit: number },
): Buffer[] | null {
  if (kind === 'add') return [...proof, leafHash(Buffer.of(bit))]
  if (proof.length === 0) return null
  const place = at % proof.length
  const chosen = Buffer.from(proof[place]!)
  if (kind === 'drop') return proof.toSpliced(place, 1)
  if (kind === 'double') return proof.toSpliced(place, 0, chosen)
  if (kind === 'cut') return proof.with(place, chosen.subarray(0, bit % 32))
  if (kind === 'swap') {
    const other = (place + 1) % proof.length
    return other === place ? null : proof.with(place, proof[other]!).with(other, chosen)
  }
  chosen[bit >> 3] = chosen[bit >> 3]! ^ (1 << (bit & 7))
  return proof.with(place, chosen)
}

t.test('a tree grows by parts as it does at once, and an edge that was extended is as it was', async (t) => {
  const leaves = counters(70_000)
  const { sizes, tilesAtSize70000 } = trees.counterTree
  const kept = new KeptHashes()
  let edge = TreeEdge.empty
  for (const { n, root } of sizes) {
    const before = edge
    edge = edge.extend(leaves.slice(before.size, n), kept.keep)
    t.equal(edge.root().toString('hex'), root, `${n} leaves`)
    t.same(TreeEdge.read(kept, n), edge, 'read from what is kept')
    t.equal(TreeEdge.read(kept, before.size).root().compare(before.root()), 0)
  }
  for (const { path, level, index, width, sha256 } of tilesAtSize70000) {
    t.same(parseTilePath(path), { level, index, width })
    t.equal(printTilePath({ level, index, width }), path)
    t.equal(tileWidth(70_000, { level, index }), width)
    const bytes = kept.hashes(level, index * 256, index * 256 + width)
    t.equal(createHash('sha256').update(bytes).digest('hex'), sha256, path)
  }
  const widths = [...hashTiles(70_000)].filter(({ width }) => width < 256).map(printTilePath)
  t.same(widths, ['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'], 'as in the specification')
  t.same([...hashTiles(256)].map(printTilePath), ['tile/0/000', 'tile/1/000.p/1'])
  t.same(
    [...tilesOfLevel('entries', 600, 256)].map(printTilePath),
    ['tile/entries/001', 'tile/entries/002.p/88'],
    'only what is new',
  )
  t.same([...tilesOfLevel(1, 600, 512)], [], 'nothing new at this level')
})

t.test('tiles are addressed as tlog-tiles has it, and no other spelling is read', async (t) => {
  for (const { index, path } of tiles.indexPath) {
    t.equal(printTilePath({ level: 0, index, width: 256 }), `tile/0/${path}`)
    t.same(parseTilePath(`tile/entries/${path}.p/7`), { level: 'entries', index, width: 7 })
  }
  fc.assert(
    fc.property(fc.nat(63), fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
      t.same(parseTilePath(printTilePath({ level, index, width })), { level, index, width })
    }),
  )
  const wrong =
    'tile/0 tile/00/000 tile/64/000 tile/-1/000 tile/0/1 tile/0/0001 tile/0/x000/001 tile/0/001/002 tile/0/x001 ' +
    'tile/0/000.p/0 tile/0/000.p/256 tile/0/000.p/01 tile/0/000.p/ tile/data/000 /tile/0/000 tile/0/000/ ' +
    'tile/0/x999/x999/x999/x999/x999/999 tile/0/x001/x001/x001/x001/x001/x001/001'
  for (const path of wrong.split(' ')) t.equal(parseTilePath(path), null, path)
})

t.test('bundles of entries are read to the byte, or refused', async (t) => {
  const { entries, bundleHex } = tiles.entryBundle
  t.equal(printBundle(entries.map(hex)).toString('hex'), bundleHex)
  t.same(parseBundle(hex(bundleHex), entries.length), entries.map(hex))
  t.same(parseBundle(Buffer.alloc(0), 0), [])
  const bundle = printBundle(entries.map(hex))
  for (let end = 0; end < bundle.length; end++) {
    throwsCode(t, () => parseBundle(bundle.subarray(0, end), entries.length), 'malformed_tile')
  }
  throwsCode(t, () => parseBundle(bundle, entries.length - 1), 'malformed_tile')
  throwsCode(t, () => parseBundle(Buffer.concat([bundle, Buffer.alloc(1)]), entries.length), 'malformed_tile')
})

t.test('hashes from tiles of a stranger are proven against the root first', async (t) => {
  const { kept, edge } = new Tree(counters(70_000))
  const heads = new Map<number, { size: number; root: Buffer }>()
  const headOf = (size: number) => {
    const head = heads.get(size) ?? { size, root: TreeEdge.read(kept, size).root() }
    heads.set(size, head)
    return head
  }
  const fetch = (tile: HashTile) => ({
    tile,
    bytes: Buffer.from(kept.hashes(tile.level, tile.index * 256, tile.index * 256 + tile.width)),
  })
  const places = fc
    .tuple(fc.nat(69_999), fc.constantFrom(1, 255, 256, 257, 4096, 65_535, 65_536, 65_537, 70_000))
    .map(([index, size]) => ({ index: index % size, size }))
  fc.assert(
    fc.property(places, fc.nat(), fc.nat(), ({ index, size }, which, at) => {
      const ranges = [...inclusionPath(index, size), ...consistencyPath(index, size)]
      const fetched = tilesFor(ranges, size).map(fetch)
      const reader = new VerifiedTiles(headOf(size), fetched)
      t.same(inclusionProof(reader, index, size), inclusionProof(kept, index, size))
      t.same(consistencyProof(reader, index, size), consistencyProof(kept, index, size))
      const { tile, bytes } = fetched[which % fetched.length]!
      bytes[at % bytes.length]! ^= 1
      throwsCode(t, () => new VerifiedTiles(headOf(size), fetched), 'root_mismatch')
      const cut = fetched.with(which % fetched.length, { tile, bytes: bytes.subarray(32) })
      throwsCode(t, () => new VerifiedTiles(headOf(size), cut), 'malformed_tile')
    }),
    { numRuns: runs(40) },
  )
  const head = { size: 70_000, root: edge.root() }
  const needed = tilesFor(inclusionPath(5, 70_000), 70_000)
  t.same(
    needed.map(printTilePath),
    ['tile/2/000.p/1', 'tile/1/001.p/17', 'tile/1/000', 'tile/0/273.p/112', 'tile/0/000'],
    'a proof from the beginning takes five tiles',
  )
  for (const lost of needed) {
    const fetched = needed.filter((tile) => tile !== lost).map(fetch)
    const use = () => inclusionProof(new VerifiedTiles(head, fetched), 5, 70_000)
    throwsCode(t, use, 'missing_hash')
  }
  const empty: HashReader = new VerifiedTiles({ size: 0, root: EMPTY_ROOT }, [])
  t.ok(rangeRoot(empty, { start: 0, end: 0 }).equals(EMPTY_ROOT))
  throwsCode(t, () => new VerifiedTiles({ size: 0, root: edge.root() }, []), 'root_mismatch')
})

t.test('signed notes are opened or refused as the vectors say', async (t) => {
  for (const { name, vkey, note, valid } of notes.cases) {
    const open = () => openNote(note, [parseVerifierKey(vkey)])
    if (valid) t.equal(`${open().text}\n`, note.slice(0, note.indexOf('\n\n') + 2), name)
    else t.throws(open, { name: 'LogError' }, name)
  }
  for (const { name, vkey } of notes.badVkeys) {
    throwsCode(t, () => parseVerifierKey(vkey), 'malformed_key', name)
  }
})

const testSigner: NoteSigner = noteSigner(notes.testKey.name, privateKeyPem(hex(notes.testKey.seedHex)))

t.test('a key is made of 32 bytes and kept as PEM; it signs as the vectors do', async (t) => {
  t.match(privateKeyPem(hex(notes.testKey.seedHex)), /^-----BEGIN PRIVATE KEY-----\n/)
  t.equal(printVerifierKey(testSigner), notes.testKey.vkey)
  t.equal(testSigner.id, notes.testKey.keyId)
  const { note, origin, size, rootHex } = notes.checkpoint
  const checkpoint = { origin, size, root: hex(rootHex), extensions: [] }
  t.equal(signNote(printCheckpoint(checkpoint), [testSigner]), note)
  const opened = openCheckpoint(note, [parseVerifierKey(notes.testKey.vkey)])
  t.match(opened, checkpoint)
  t.same(opened.signedBy.map(printVerifierKey), [notes.testKey.vkey])
  throwsCode(t, () => noteSigner('archive.example', 'no key'), 'malformed_key')
  throwsCode(t, () => noteSigner('archive example', privateKeyPem(randomBytes(32))), 'malformed_key')
})

t.test('keys that rotate sign together; one wrong signature of a trusted key spoils the note', async (t) => {
  const next = noteSigner(testSigner.name, privateKeyPem(randomBytes(32)))
  const text = `${testSigner.name}\n0\n${EMPTY_ROOT.toString('base64')}\n`
  const note = signNote(text, [testSigner, next])
  t.same(openNote(note, [testSigner]).signedBy, [testSigner])
  t.same(openNote(note, [next]).signedBy, [next])
  t.same(openNote(note, [next, testSigner]).signedBy.length, 2)
  const lines = note.split('\n')
  const other = signNote('another text\n', [next]).split('\n').at(-2)!
  const spoilt = lines.with(-2, other).join('\n')
  t.same(openNote(spoilt, [testSigner]).signedBy, [testSigner], 'who does not know it ignores it')
  throwsCode(t, () => openNote(spoilt, [testSigner, next]), 'bad_signature')
  throwsCode(t, () => openNote(note, []), 'unknown_signer')
  const [, signature] = other.split(/ (?=\S+$)/) as [string, string]
  for (const name of ['n'.repeat(5000), 'witness\u007f', 'witness\u0090', '証人.example'])
    t.ok(openNote(`${note}— ${name} ${signature}\n`, [next]), 'whatever others are called')
  for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u0085b', 'a\tb', 'a\u3000b'])
    throwsCode(t, () => openNote(`${note}— ${name} ${signature}\n`, [next]), 'malformed_note')
  const stranger = noteSigner('other.example', privateKeyPem(randomBytes(32)))
  throwsCode(t, () => openCheckpoint(signNote(text, [stranger]), [stranger]), 'wrong_origin')
  t.equal(
    openNote(signNote('one\n\n\n', [testSigner]), [testSigner]).text,
    'one\n\n\n',
    'blank lines in the text',
  )
  for (const wrong of ['', 'no line feed', 'a\rb\n', 'nul\0\n', 'half \ud800\n']) {
    throwsCode(t, () => signNote(wrong, [testSigner]), 'malformed_note', JSON.stringify(wrong))
  }
  const many = note + lines.at(-2)!.concat('\n').repeat(100)
  throwsCode(t, () => openNote(many, [testSigner]), 'malformed_note', 'more than a hundred signatures')
  throwsCode(t, () => openNote(`${'a'.repeat(1_000_000)}${note}`, [testSigner]), 'malformed_note', 'too long')
})

t.test('a note with any character changed is not opened', async (t) => {
  const { note } = notes.checkpoint
  for (let at = 0; at < note.length; at++) {
    for (const put of ['', 'A', '\n', '=', '—', note[at] + note[at]]) {
      const forged = note.slice(0, at) + put + note.slice(at + 1)
      if (forged === note) continue
      t.throws(() => openCheckpoint(forged, [testSigner]), { name: 'LogError' })
    }
  }
})

t.test('a checkpoint is read strictly', async (t) => {
  const [{ note, parse }] = notes.specExamplesNotVerifiable
  const { origin, size, root } = parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
  t.same([origin, size, root.toString('hex')], [parse.origin, parse.size, parse.rootHex])
  const base64 = root.toString('base64')
  t.same(parseCheckpoint(`o\n7\n${base64}\nmore\n`).extensions, ['more'])
  t.ok(parseCheckpoint(`o\n0\n${EMPTY_ROOT.toString('base64')}\n`))
  const wrong = [
    '',
    'o\n',
    `o\n7\n`,
    `\n7\n${base64}\n`,
    `o\n07\n${base64}\n`,
    `o\n-7\n${base64}\n`,
    `o\n7.0\n${base64}\n`,
    `o\n9007199254740993\n${base64}\n`,
    `o\n7\n${base64}`,
    `o\n7\n${base64.slice(4)}\n`,
    `o\n7\n${base64.replace('=', '')}\n`,
    `o\n7\n${base64}\n\n`,
    `o\n0\n${base64}\n`,
  ]
  for (const text of wrong) {
    throwsCode(t, () => parseCheckpoint(text), 'malformed_checkpoint', JSON.stringify(text))
  }
})

t.test('canonical JSON is that of RFC 8785, and only its own spelling is read back', async (t) => {
  for (const { from, input, output } of jcs.examples) {
    t.equal(canonicalJson(JSON.parse(input)), output, from)
    t.same(parseCanonicalJson(Buffer.from(output)), JSON.parse(input))
    throwsCode(t, () => parseCanonicalJson(Buffer.from(input)), 'not_canonical')
  }
  for (const [bits, text] of jcs.numbers) {
    const print = () => canonicalJson([hex(bits).readDoubleBE()])
    if (text === null) throwsCode(t, print, 'not_canonical', bits)
    else t.equal(print(), `[${text}]`, bits)
  }
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
      const text = canonicalJson(value)
      t.same(parseCanonicalJson(Buffer.from(text)), JSON.parse(text))
    }),
  )
  const anything = fc.anything({
    maxDepth: 3,
    key: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '10', '9', '__proto__', 'toJSON', '\ud800', '\ue000', '😀'),
    ),
    values: [
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\ud800', '\udc00\ud800', '\u2028', -0, Number.NaN, 1e21, 5e-324, undefined, null),
      fc.double(),
      fc.boolean(),
    ],
    withNullPrototype: true,
    withDate: true,
  })
  const inOrder = fc
    .dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), anything))
    .map((value) => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))))
  const printed = (print: () => string | undefined) => {
    try {
      return print()
    } catch {
      return 'refused'
    }
  }
  fc.assert(
    fc.property(fc.oneof(inOrder, fc.dictionary(fc.string(), anything)), (value) => {
      t.equal(
        printed(() => canonicalJson(value)),
        printed(() => canonicalize(value)),
      )
    }),
    { numRuns: runs(2000) },
  )
  const wrong = [
    '',
    ' {}',
    '{}\n',
    '\ufeff{}',
    '[]',
    '1',
    'null',
    '{"a":1,"a":1}',
    '{"b":1,"a":1}',
    '{"a":1.0}',
    '{"a":-0}',
    '{"a":1e999}',
    '{"a":"\\u0061"}',
    '{"a":"\\ud800"}',
    '{"a":"\\/"}',
    '{"a": 1}',
    `{"a":${'['.repeat(40)}${']'.repeat(40)}}`,
    `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
  ]
  for (const text of wrong) {
    throwsCode(t, () => parseCanonicalJson(Buffer.from(text)), 'not_canonical', text.slice(0, 40))
  }
  throwsCode(t, () => parseCanonicalJson(hex('7b2261223a22ff227d')), 'not_canonical', 'not UTF-8')
  t.ok(parseCanonicalJson(Buffer.from('{"__proto__":{"a":1}}')), 'a member like any other')
})

const digest = 'ab'.repeat(32)
const time = '2026-01-01T00:00:00.000Z'
const work = '2rma5yfyxknb207f'
const version = '5w9k7j84a4g748q6hy57gfg6'
const entries: LogEntry[] = [
  { v: 1, seq: 0, time, op: 'key', id: testSigner.name, vkey: notes.testKey.vkey },
  { v: 1, seq: 1, time, op: 'put', id: work, version, manifest: digest },
  { v: 1, seq: 2, time, op: 'metadata', id: work, version, manifest: digest },
  { v: 1, seq: 3, time, op: 'withdraw', id: work, version, manifest: digest },
  { v: 1, seq: 4, time, op: 'withdraw', id: work, manifest: digest, erased: ['00'.repeat(32), digest] },
  { v: 1, seq: 5, time, op: 'heartbeat', id: testSigner.name },
]

t.test('every operation is written and read back, and nothing else is an entry', async (t) => {
  for (const entry of entries) t.same(parseEntry(printEntry(entry), entry.seq), entry, entry.op)
  const [key, put, metadata, , withdraw, heartbeat] = entries as [LogEntry, ...LogEntry[]]
  t.equal(
    printEntry(put!).toString(),
    `{"id":"${work}","manifest":"${digest}","op":"put","seq":1,"time":"${time}","v":1,"version":"${version}"}`,
  )
  const many = Array.from({ length: MOST_ERASED + 1 }, (_, n) => n.toString(16).padStart(64, '0'))
  t.ok(
    printEntry({ ...withdraw, erased: many.slice(1) } as LogEntry).length < 65_536,
    'the longest fits a bundle',
  )
  const wrong: [string, unknown][] = [
    ['another version of the format', { ...put, v: 2 }],
    ['a title', { ...put, title: 'Breaking the siege' }],
    ['an operation that is none', { ...put, op: 'delete' }],
    ['no manifest', { ...put, manifest: undefined }],
    ['no version', { ...metadata, version: undefined }],
    ['an id in another spelling', { ...put, id: work.toUpperCase() }],
    ['a digest in capitals', { ...put, manifest: digest.toUpperCase() }],
    ['a time without milliseconds', { ...put, time: '2026-01-01T00:00:00Z' }],
    ['a day that is none', { ...put, time: '2026-02-30T00:00:00.000Z' }],
    ['a negative number', { ...put, seq: -1 }],
    ['a broken number', { ...put, seq: 1.5 }],
    ['the same erased twice', { ...withdraw, erased: [digest, digest] }],
    ['erased out of order', { ...withdraw, erased: [digest, '00'.repeat(32)] }],
    ['nothing erased', { ...withdraw, erased: [] }],
    ['too much erased', { ...withdraw, erased: many }],
    ['a reason', { ...withdraw, reason: 'asked' }],
    ['a key of another name', { ...key, id: 'other.example' }],
    ['a key that is none', { ...key, vkey: 'log.example/test+00000000+AQ==' }],
    ['a heartbeat with a manifest', { ...heartbeat, manifest: digest }],
  ]
  for (const [what, entry] of wrong) {
    throwsCode(t, () => printEntry(entry as LogEntry), 'malformed_entry', what)
    const bytes = Buffer.from(canonicalJson(entry as object))
    throwsCode(t, () => parseEntry(bytes, 1), 'malformed_entry', what)
  }
  throwsCode(t, () => parseEntry(printEntry(put!), 2), 'malformed_entry', 'at another index')
  throwsCode(t, () => parseEntry(Buffer.from(JSON.stringify(put)), 1), 'not_canonical')
  throwsCode(t, () => parseEntry(Buffer.alloc(70_000, 0x20), 1), 'malformed_entry', 'too long')
})

t.test('manifests and withdrawal notices hold what is theirs and nothing else', async (t) => {
  const none = digestRecords([])
  const manifest = {
    v: 1 as const,
    work: { id: work, key: `sha256:${seedSha256}`, slug: 'breaking-the-siege-of-aleppo', createdAt: time },
    version: { id: version, createdAt: time, loader: { name: 'markdown', version: '1.0.0' } },
    metadata: {
      revision: 1,
      recordedAt: time,
      body: { title: 'Breaking the siege', authors: [{ family: 'Al Shami' }] },
    },
    provenance: {
      statements: none,
      segments: none,
      repairs: none,
      relocations: none,
      lineage: none,
      paragraphs: none,
      warnings: none,
    },
    files: [
      { sha256: seedSha256, bytes: 7054, mediaType: 'text/markdown', fileName: null, receivedAt: time },
    ],
    blocks: { count: 12, root: digest },
    nonce: '0f'.repeat(16),
  }
  t.same(parseVersionManifest(printVersionManifest(manifest)), manifest)
  const wrong: [string, object][] = [
    ['a member of its own', { ...manifest, note: 'x' }],
    ['a work whose key makes another id', { ...manifest, work: { ...manifest.work, key: 'other' } }],
    ['metadata that are a list', { ...manifest, metadata: { ...manifest.metadata, body: [] } }],
    ['no file', { ...manifest, files: [] }],
    ['a short nonce', { ...manifest, nonce: '0f' }],
    [
      'a time that is none',
      { ...manifest, work: { ...manifest.work, createdAt: '2026-13-01T00:00:00.000Z' } },
    ],
    [
      'more than four megabytes',
      { ...manifest, metadata: { ...manifest.metadata, body: { title: 'a'.repeat(5e6) } } },
    ],
  ]
  for (const [what, value] of wrong) {
    throwsCode(t, () => parseVersionManifest(Buffer.from(canonicalJson(value))), 'malformed_manifest', what)
  }
  const notice = {
    v: 1 as const,
    work,
    version: null,
    reason: 'The author asked.',
    withdrawnAt: time,
    nonce: manifest.nonce,
  }
  t.same(parseWithdrawalNotice(printWithdrawalNotice(notice)), notice)
  throwsCode(t, () => printWithdrawalNotice({ ...notice, reason: '' }), 'malformed_withdrawal')
  throwsCode(t, () => printWithdrawalNotice({ ...notice, withdrawnAt: 'yesterday' }), 'malformed_withdrawal')
})

const seedSha256 = 'e3ee5b48b0cd5828c1c33a7f2d97555e15aef1a8bd7d4862a8cca4b12b6c0c24'

t.test('the digest of rows is that of the file of their lines', async (t) => {
  const rows = [{ b: 1, a: 'é' }, { ordinal: 2 }]
  const file = '{"a":"é","b":1}\n{"ordinal":2}\n'
  t.same(digestRecords(rows), { count: 2, sha256: createHash('sha256').update(file).digest('hex') })
})
