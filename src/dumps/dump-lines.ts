/** A dump as lines of JSON: complete, and verifiable by itself. docs/archives.md says what each line is. */

import { recordLines } from '../archive/record-lines.ts'
import { parseEntry } from '../log/entry.ts'
import type { Database } from '../store/sqlite/database.ts'
import { readBlob } from '../store/sqlite/log/blobs.ts'
import { LogRows } from '../store/sqlite/log/log.ts'
import { manifestsOf, publishedVersions, sourceFirstOf } from '../store/sqlite/log/publications.ts'
import { registeredAfter } from '../store/sqlite/quotes.ts'
import { recordReads } from '../store/sqlite/reads/log.ts'

/** Rows read at a time. */
const PAGE = 100
/** Bytes of a source that are encoded at a time: a whole number of groups of three. */
const SOURCE_CHUNK = 48 * 1024

/** The moment that a dump is of: the first entries of a log, as many as its note signs. */
export interface Moment {
  size: number
  /** The signed note. */
  checkpoint: string
  /** The keys that signed it, as they are handed out. */
  publicKeys: string[]
  /** ISO time. */
  madeAt: string
}

/** Told after each of the things that `PublishedCounts` counts: entries, versions and quotes. */
export type Tick = (things: number) => void

/**
 * The text of a dump, in pieces. Nothing that `readBlob` answers as withdrawn is in it.
 *
 * @param sql a connection that stays at one moment
 */
export async function* dumpLines(db: Database, moment: Moment, tick: Tick): AsyncGenerator<string> {
  const { size, checkpoint, publicKeys, madeAt } = moment
  yield line({ record: 'dump', v: 1, madeAt, size, checkpoint, publicKeys })
  const log = new LogRows(db)
  for (let seq = 0; seq < size; seq += PAGE) {
    const entries = log.entries(seq, Math.min(PAGE, size - seq))
    yield entries
      .map((bytes, at) => line({ record: 'entry', seq: seq + at, bytes: bytes.toString() }))
      .join('')
    tick(entries.length)
  }
  yield* versionLines(db, size, tick)
  yield* quoteLines(db, tick)
  yield* noticeLines(db, log, size)
  yield line({ record: 'end' })
}

/** Of each version its manifests, its rows, and its source unless an earlier version has brought it. */
async function* versionLines(db: Database, size: number, tick: Tick): AsyncGenerator<string> {
  const records = recordReads(db)
  for (let after = 0; ; ) {
    const versions = publishedVersions(db, { after, limit: PAGE, size })
    for (const { versionNo } of versions) {
      for (const sha256 of manifestsOf(db, versionNo, size)) yield* blobLine(db, 'manifest', sha256)
      for await (const lines of recordLines(records, versionNo))
        yield lines.map((text) => `${text}\n`).join('')
      const source = sourceFirstOf(db, versionNo, size)
      if (source !== undefined) yield* sourceLine(db, source)
      tick(1)
    }
    if (versions.length < PAGE) return
    after = versions.at(-1)!.versionNo
  }
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
