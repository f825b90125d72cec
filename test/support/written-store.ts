import crypto from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import type { Archive } from '../../src/archive/archive.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { openArchive } from '../../src/archive/open-archive.ts'
import { openPrepared } from '../../src/archive/preparing.ts'
import { openForWriting } from '../../src/archive/writing-place.ts'
import { readLimits } from '../../src/bounds/limits.ts'
import { Citer } from '../../src/citing/citer.ts'
import { databaseFile, logKeyFile } from '../../src/files/archive-files.ts'
import { buildApp } from '../../src/http/app.ts'
import { privateKeyPem } from '../../src/log/note-key.ts'
import { LocalSearching } from '../../src/searching/searching-thread.ts'
import { Urls } from '../../src/wire/urls.ts'
import { BASE, createKey, NOW } from './app.ts'
import { directoryFor } from './directory.ts'

/** A server that writes. */
export interface WritingApp {
  app: FastifyInstance
  archive: Archive
  writer: LocalWriter
  /** A bearer key of the scopes `ingest` and `admin`. */
  key: string
}

/** Bytes that look random and are the same in each archive. */
function sameBytes(): (count: number) => Buffer {
  let turn = 0
  return (count) => crypto.createHash('sha256').update(`${turn++}`).digest().subarray(0, count)
}

/** Every archive's key in these tests. */
const PEM = privateKeyPem(new Uint8Array(32).fill(7))

/**
 * A server of an empty archive, in a directory or in a database that is written; all have one clock, one key and the same nonces.
 * Closed by the test.
 */
export async function buildWritingApp(t: Test, store: string): Promise<WritingApp> {
  const directory = directoryFor(t)
  const connection = store === '' ? await openPrepared(directory) : await openForWriting({ directory, store })
  writeFileSync(logKeyFile(databaseFile(directory)), PEM)
  const writer = new LocalWriter(connection, () => NOW, { randomBytes: sameBytes() })
  const bearer = createKey(connection, { scopes: ['ingest', 'admin'] })
  const archive = await openArchive({ data: directory, store, limits: readLimits() })
  const services = {
    archive,
    writer,
    urls: new Urls(BASE),
    citer: new Citer(),
    searching: new LocalSearching(archive),
  }
  const app = await buildApp({ services, documentation: false })
  t.teardown(async () => {
    await app.close()
    await writer.close()
    await archive.close()
  })
  return { app, archive, writer, key: bearer }
}
