import { openArchive } from '../archive/open-archive.ts'
import { ReadOnlyWriter } from '../archive/read-only-writer.ts'
import type { Config } from '../config.ts'
import { ColophonError } from '../errors.ts'
import { Urls } from '../wire/urls.ts'
import { openStyles } from './opening-styles.ts'
import { print } from './output.ts'
import { publicUrl } from './public-url.ts'
import { runServer } from './running-server.ts'
import { publishServer } from './serving-metrics.ts'

/** Serves the copy of an archive in a PostgreSQL database, for reading alone, until a signal ends the process. */
export async function serve(config: Config): Promise<void> {
  if (config.workers > 1)
    throw new ColophonError(
      'invalid_setting',
      '--workers is for an archive in a directory. With --store start as many servers as you like, each on a port of its own.',
    )
  const styles = openStyles(config)
  const archive = await openArchive(config)
  const counter = await publishServer(config, { archive })
  const urls = new Urls(publicUrl(config))
  await runServer(config, { archive, writer: new ReadOnlyWriter(archive, readOnly), urls, styles, counter })
  print(`Colophon listens on ${urls.base}, and only reads`)
}

function readOnly(): ColophonError {
  return new ColophonError(
    'read_only_store',
    'This server reads a copy of the archive in PostgreSQL, and takes in nothing. Send the request to the server whose archive was copied; what it takes in is here after the next `colophon store copy`.',
  )
}
