import { existsSync } from 'node:fs'
import type { Archive } from '../archive/archive.ts'
import { openArchive } from '../archive/open-archive.ts'
import { ReadOnlyWriter } from '../archive/read-only-writer.ts'
import type { Config } from '../config.ts'
import { ColophonError } from '../errors.ts'
import { Urls } from '../wire/urls.ts'
import { logOf } from './log-settings.ts'
import { openStyles } from './opening-styles.ts'
import { print } from './output.ts'
import { publicUrl } from './public-url.ts'
import { runServer } from './running-server.ts'
import { publishServer } from './serving-metrics.ts'
import { keepLogAlive, writingThreads } from './serving-writer.ts'
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
  const writing = (await canWrite(config, archive)) ? writingThreads(config) : undefined
  const counter = await publishServer(config, { archive, ...(writing && { waiting: writing.waiting }) })
  const urls = new Urls(publicUrl(config))
  await runServer(config, {
    ...{ archive, urls, styles, counter },
    writer: writing?.writer ?? new ReadOnlyWriter(archive, readOnly),
    ...(writing && { background: (logger) => keepLogAlive(config, writing.writer, { logger, archive }) }),
  })
  print(`Colophon listens on ${urls.base}${writing ? '' : ', and only reads'}`)
}

/** What is written in the database can be written from where its key is; anything is before the log has begun. */
async function canWrite(config: Config, { store, reads }: Archive): Promise<boolean> {
  return store.isWritten && (existsSync(logOf(config).keyFile) || (await reads.log.size()) === 0)
}

function readOnly(): ColophonError {
  return new ColophonError(
    'read_only_store',
    'This server only reads the archive in its database, and takes in nothing. Send the request to the server that writes it; of a copy, what that takes in is here after the next `colophon store copy`.',
  )
}
