import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import type { LocalWriter } from '../../src/archive/local-writer.ts'
import { Citer } from '../../src/citing/citer.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { buildApp } from '../../src/http/app.ts'
import type { Dependencies } from '../../src/http/route-context.ts'
import { Origin } from '../../src/mirror/origin.ts'
import { MirrorWriter } from '../../src/mirror/read-only-writer.ts'
import { type SyncOptions, type SyncReport, sync } from '../../src/mirror/sync.ts'
import { LocalSearching } from '../../src/searching/searching-thread.ts'
import type { Database } from '../../src/store/sqlite/database.ts'
import { migrate } from '../../src/store/sqlite/migrate.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { Urls } from '../../src/wire/urls.ts'
import { BASE, buildTestApp, NOW, type TestApp } from './app.ts'
import { directoryFor } from './directory.ts'
import { type OriginServer, serveOrigin } from './origin-server.ts'

/** Fails soon. */
const PATIENCE = { attempts: 3, wait: 1, silence: 60_000 }

/** An archive that is served, and what it takes to change it. */
export interface TestOrigin extends Omit<TestApp, 'writer'> {
  writer: LocalWriter
  server: OriginServer
  keys: string[]
  /** Signs what was written, so that mirrors see it. */
  sign(): Promise<void>
}

/** The seed article's archive, served on a port. */
export async function testOrigin(
  t: Test,
  options: { seed?: boolean; now?: () => string; limits?: string } = {},
): Promise<TestOrigin> {
  let time = Date.parse(NOW)
  const ticking = () => {
    time += 1000
    return new Date(time).toISOString()
  }
  const built = await buildTestApp(t, { now: ticking, ...options })
  const writer = built.writer as LocalWriter
  const server = await serveOrigin(t, built.app)
  const sign = async () => {
    await writer.signLog()
    built.archive.refresh()
  }
  await sign()
  return { ...built, writer, server, keys: await writer.logKeys(), sign }
}

/** A copy in a folder of its own. */
export interface TestMirror {
  directory: string
  connection: Database
  /** Where it reads from: another address in its place is asked from then on. */
  origin: Origin
  sync(options?: Partial<SyncOptions>): Promise<SyncReport>
}

/** An empty mirror of an origin; closed by the test. */
export async function testMirror(
  t: Test,
  { server, keys }: Pick<TestOrigin, 'server' | 'keys'>,
): Promise<TestMirror> {
  const directory = directoryFor(t)
  const connection = openWriter(databaseFile(directory))
  t.teardown(() => connection.close())
  await migrate(connection)
  const origin = new Origin(server.url, PATIENCE)
  return {
    directory,
    connection,
    origin,
    sync: (options = {}) => sync(connection, { origin, keys, ...options }),
  }
}

/** Where the copy says that it is, whose copy it is, and whether it shows its documentation. */
interface AppOverOptions {
  base?: string
  origin?: string
  documentation?: boolean
  witness?: NonNullable<Dependencies['witness']>
}

/**
 * The application over a copy: under the address of the origin, so that the answers can be compared, or under another
 * as the mirror of an origin.
 */
export async function appOver(
  t: Test,
  directory: string,
  { base = BASE, origin, documentation = false, witness }: AppOverOptions = {},
): Promise<FastifyInstance> {
  const archive = new Archive(directory)
  const citer = new Citer()
  const services = {
    archive,
    writer: new MirrorWriter(archive, origin ?? BASE),
    urls: new Urls(base, origin),
    citer,
    searching: new LocalSearching(archive),
    ...(witness && { witness }),
  }
  const app = await buildApp({ services, documentation })
  t.teardown(async () => {
    await app.close()
    archive.close()
  })
  return app
}
