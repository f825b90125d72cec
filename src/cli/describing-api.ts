import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Archive } from '../archive/archive.ts'
import { prepareArchive } from '../archive/preparing.ts'
import { writerThread } from '../archive/writer-thread.ts'
import { Citer } from '../citing/citer.ts'
import { buildApp } from '../http/app.ts'
import { LocalSearching } from '../searching/searching-thread.ts'
import { Urls } from '../wire/urls.ts'

/** The API's description as YAML. It needs the routes, and they need an archive: an empty one will do. */
export async function describeApi(baseUrl: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'colophon-'))
  try {
    await prepareArchive(directory)
    const archive = new Archive(directory)
    const urls = new Urls(baseUrl)
    const writer = writerThread(directory)
    const app = await buildApp({
      documentation: false,
      services: {
        archive,
        writer,
        urls,
        citer: new Citer(),
        searching: new LocalSearching(archive),
      },
    })
    await app.ready()
    const yaml = app.swagger({ yaml: true })
    await app.close()
    archive.close()
    return yaml
  } finally {
    rmSync(directory, { recursive: true })
  }
}
