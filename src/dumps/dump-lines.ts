/** A dump as lines of JSON: complete, and verifiable by itself. docs/archives.md says what each line is. */

import type { PublishedRows } from '../fixity/published-version.ts'
import { parseEntry } from '../log/entry.ts'
import type { Database } from '../store/sqlite/database.ts'
import { readBlob } from '../store/sqlite/log/blobs.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { chooseVersions, filesFirstOf, manifestsOf } from '../store/sqlite/log/publications.ts'
import { registeredAfter } from '../store/sqlite/quotes.ts'
import { SignedReading } from './as-signed.ts'
import type { Moment, Tick } from './moment.ts'

/** Rows read at a time. */
const PAGE = 100
/** Bytes of a source that are encoded at a time: a whole number of groups of three. */
const SOURCE_CHUNK = 48 * 1024

/**
 * The text of a dump, in pieces. Nothing that `readBlob` answers as withdrawn is in it.
 *
 * @param db a connection that stays at one moment
 * @throws DamagedArchive before the last piece, when something of it is not as it was signed
 */
export function* dumpLines(db: Database, moment: Moment, tick: Tick): Generator<string> {
  const { size, checkpoint, publicKeys, madeAt } = moment
  yield line({ record: 'dump', v: 1, madeAt, size, checkpoint, publicKeys })
  const reading = new SignedReading(db, moment)
  let seq = 0
  for (const entries of reading.entries()) {
    yield entries.map((bytes) => line({ record: 'entry', seq: seq++, bytes: bytes.toString() })).join('')
    tick(entries.length)
  }
  for (const no of chooseVersions(db, () => true)) {
    yield* versionLines(db, { no, size }, reading.version(no))
    tick(1)
  }
  reading.refuseAltered()
  yield* quoteLines(db, tick)
  yield* noticeLines(db, new LogRows(db), size)
  yield line({ record: 'end' })
}

/** Of a version its manifests, its rows, and its source unless an earlier version has brought it; nothing of one that was published later. */
function* versionLines(
  db: Database,
  { no, size }: { no: number; size: number },
  read: Iterable<PublishedRows>,
): Generator<string> {
  const manifests = manifestsOf(db, no, size)
  for (const sha256 of manifests) yield* blobLine(db, 'manifest', sha256)
  for (const rows of read) if (manifests.length > 0) yield printRows(rows)
  const files = manifests.length > 0 ? filesFirstOf(db, no, size) : []
  for (const sha256 of files) yield* sourceLine(db, sha256)
}

/** Each record is an object that has members, and has no line feed in it. */
function printRows(rows: PublishedRows): string {
  return rows.record === 'block'
    ? rows.blocks.map((block) => line({ record: 'block', ...block })).join('')
    : `\n${rows.lines}`.replaceAll('\n{', `\n{"record":"${rows.record}",`).slice(1)
}

function* quoteLines(db: Database, tick: Tick): Generator<string> {
  for (let after = 0; ; ) {
    const page = registeredAfter(db, after, PAGE)
    yield page.map(({ quote }) => line({ record: 'quote', ...quote })).join('')
    tick(page.length)
    if (page.length < PAGE) return
    after = page.at(-1)!.number
  }
}

/** The notices of the withdrawals that the log tells. One that erases very much is told by several entries on end. */
function* noticeLines(db: Database, log: LogRows, size: number): Generator<string> {
  let told = ''
  for (let from = 0; ; ) {
    const entries = log.withdrawals(from, size, PAGE)
    for (const { seq, bytes } of entries) {
      const entry = parseEntry(bytes, seq)
      if (entry.op !== 'withdraw' || entry.manifest === told) continue
      told = entry.manifest
      yield* blobLine(db, 'notice', told)
    }
    if (entries.length < PAGE) return
    from = entries.at(-1)!.seq + 1
  }
}

/** A manifest or notice: its text is its bytes, which are canonical JSON. */
function* blobLine(db: Database, record: 'manifest' | 'notice', sha256: string): Generator<string> {
  const blob = readBlob(db, sha256)
  if (blob && !blob.withdrawn) yield line({ record, sha256, bytes: blob.content.toString() })
}

/** The bytes of a source in Base64, encoded some at a time. */
function* sourceLine(db: Database, sha256: string): Generator<string> {
  const source = readBlob(db, sha256)
  if (!source || source.withdrawn) return
  const { content, mediaType } = source
  yield `${JSON.stringify({ record: 'source', sha256, mediaType }).slice(0, -1)},"base64":"`
  for (let at = 0; at < content.length; at += SOURCE_CHUNK)
    yield content.toString('base64', at, Math.min(content.length, at + SOURCE_CHUNK))
  yield '"}\n'
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
