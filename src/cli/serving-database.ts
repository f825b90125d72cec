import { existsSync } from 'node:fs'
import type { Archive } from '../archive/archive.ts'
import { loadingThreads } from '../archive/loading-threads.ts'
import { openArchive } from '../archive/open-archive.ts'
import { ReadOnlyWriter } from '../archive/read-only-writer.ts'
import { writerThread } from '../archive/writer-thread.ts'
import type { Config } from '../config.ts'
import { ColophonError } from '../errors.ts'
import { Urls } from '../wire/urls.ts'
import { logOf } from './log-settings.ts'
import { openStyles } from './opening-styles.ts'
import { print } from './output.ts'
import { publicUrl } from './public-url.ts'
import { runServer, type Served } from './running-server.ts'
import { publishServer } from './serving-metrics.ts'
import { keepLogAlive } from './serving-writer.ts'
import { readWitnesses } from './witnesses.ts'

/** Serves an archive in a PostgreSQL database until a signal ends the process: for reading alone where it cannot sign. */
export async function serve(config: Config): Promise<void> {
  if (config.workers > 1)
    throw new ColophonError(
      'invalid_setting',
      '--workers is for an archive in a directory. With --store start as many servers as you like, each on a port of its own.',
    )
  const styles = openStyles(config)
  readWitnesses(config)
  const archive = await openArchive(config)
  const counter = await publishServer(config, { archive })
  const urls = new Urls(publicUrl(config))
  const writes = await canWrite(config, archive)
  const writing = writes ? writingTo(config, archive) : { writer: new ReadOnlyWriter(archive, readOnly) }
  await runServer(config, { archive, urls, styles, counter, ...writing })
  print(`Colophon listens on ${urls.base}${writes ? '' : ', and only reads'}`)
}

/** What is written in the database can be written from where its key is; anything is before the log has begun. */
async function canWrite(config: Config, { store, reads }: Archive): Promise<boolean> {
  return store.isWritten && (existsSync(logOf(config).keyFile) || (await reads.log.size()) === 0)
}

function writingTo(config: Config, archive: Archive): Pick<Served, 'writer' | 'background'> {
  const loading = loadingThreads({ longest: config.limits.loadingSeconds * 1000 })
  const writer = writerThread(config.data, { log: logOf(config), loading, store: config.store })
  return { writer, background: (logger) => keepLogAlive(config, writer, { logger, archive }) }
}

function readOnly(): ColophonError {
  return new ColophonError(
    'read_only_store',
    'This server only reads the archive in its database, and takes in nothing. Send the request to the server that writes it; of a copy, what that takes in is here after the next `colophon store copy`.',
  )
}
