import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { openArchive } from '../../src/archive/open-archive.ts'
import { ReadOnlyWriter } from '../../src/archive/read-only-writer.ts'
import { readLimits } from '../../src/bounds/limits.ts'
import { Citer } from '../../src/citing/citer.ts'
import { ColophonError } from '../../src/errors.ts'
import { buildApp } from '../../src/http/app.ts'
import { LocalSearching } from '../../src/searching/searching-thread.ts'
import { Urls } from '../../src/wire/urls.ts'
import { BASE } from './app.ts'

/** A server of the copy of an archive in a PostgreSQL database; closed by the test. */
export async function buildDatabaseApp(t: Test, data: string, store: string): Promise<FastifyInstance> {
  const archive = await openArchive({ data, store, limits: readLimits() })
  const refuse = () => new ColophonError('read_only_store', 'Only read here.')
  const services = {
    archive,
    writer: new ReadOnlyWriter(archive, refuse),
    urls: new Urls(BASE),
    citer: new Citer(),
    searching: new LocalSearching(archive),
  }
  const app = await buildApp({ services, documentation: false })
  t.teardown(async () => {
    await app.close()
    await archive.close()
  })
  return app
}
