import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { openPrepared } from '../../src/archive/preparing.ts'
import type { ArchiveWriter } from '../../src/archive/writer.ts'
import { type WriterThreadOptions, writerThread } from '../../src/archive/writer-thread.ts'
import { readLimits } from '../../src/bounds/limits.ts'
import { Citer } from '../../src/citing/citer.ts'
import { buildApp } from '../../src/http/app.ts'
import { accessKeyFrom, printAccessKey } from '../../src/identity/access-key.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { LocalSearching, searchingThreads } from '../../src/searching/searching-thread.ts'
import type { Scope } from '../../src/store/access-keys.ts'
import { recordAccessKey } from '../../src/store/sqlite/access-keys.ts'
import { Urls } from '../../src/wire/urls.ts'
import { directoryFor } from './directory.ts'
import { makeSeededArchive } from './seeded-archive.ts'

/** When everything happens in tests. */
export const NOW = '2026-01-01T00:00:00.000Z'
export const BASE = 'http://archive.test'

export interface TestAppOptions {
  /** Have the seed article in it? It is imported by the clock, and the log is signed. */
  seed?: boolean
  /** `local` writes in this thread, with a fixed clock; `thread` as the server does. */
  writer?: 'local' | 'thread'
  /** `local` searches in this thread; `thread` as the server does, so that others are answered meanwhile. */
  searching?: 'local' | 'thread'
  /** Where the thread that writes has sources loaded. */
  loading?: WriterThreadOptions['loading']
  logger?: FastifyBaseLogger
  /** Have the page at /docs? */
  documentation?: boolean
  /** The clock of the local writer. */
  now?: () => string
  /** Closed by the test; by default one that formats in this thread. */
  citer?: Citer
  /** Bounds in place of the standard ones, as the setting has them. */
  limits?: string
  trustProxy?: string
  /** Where to write to the operator. */
  contact?: string
}

export interface TestApp {
  app: FastifyInstance
  archive: Archive
  writer: ArchiveWriter
  urls: Urls
  /** A bearer key of scope `ingest`. */
  key: string
  directory: string
}

/** The application over a fresh archive in the test's own folder; closed when the test ends. */
export async function buildTestApp(
  t: Test,
  {
    seed = true,
    writer: kind = 'local',
    searching: place = 'local',
    loading,
    logger,
    documentation = false,
    now = () => NOW,
    citer = new Citer(),
    limits,
    trustProxy,
    contact = '',
  }: TestAppOptions = {},
): Promise<TestApp> {
  const directory = directoryFor(t)
  const connection = seed ? await makeSeededArchive(directory, now()) : await openPrepared(directory)
  const local = new LocalWriter(connection, now)
  if (seed) await local.signLog()
  const key = createKey(connection)
  const writer = kind === 'local' ? local : writerThread(directory, loading && { loading })
  const archive = new Archive(directory)
  const urls = new Urls(BASE)
  const searching =
    place === 'local'
      ? new LocalSearching(archive)
      : searchingThreads({ data: directory, store: '', limits: readLimits() }, 1)
  const services = { archive, writer, urls, citer, searching, contact }
  const app = await buildApp({
    services,
    documentation,
    ...(logger && { logger }),
    ...(trustProxy && { trustProxy }),
    limits: readLimits(limits),
  })
  t.teardown(async () => {
    await app.close()
    await searching.close()
    archive.close()
    await writer.close()
    connection.close()
  })
  return { app, archive, writer, urls, key, directory }
}

/** Makes a key with these scopes; the same number gives the same key. */
export function createKey(
  sql: Parameters<typeof recordAccessKey>[0],
  { scopes = ['ingest'], number = 1 }: { scopes?: Scope[]; number?: number } = {},
): string {
  const key = accessKeyFrom(new Uint8Array(25).fill(number))
  recordAccessKey(sql, {
    id: key.id,
    name: `key ${number}`,
    secretSha256: sha256(key.secret),
    scopes,
    createdAt: NOW,
    revokedAt: null,
  })
  return printAccessKey(key)
}
