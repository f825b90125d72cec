import { Archive } from '../archive/archive.ts'
import type { Config } from '../config.ts'
import { Urls } from '../wire/urls.ts'
import { greeting } from './greeting.ts'
import { openStyles } from './opening-styles.ts'
import { print } from './output.ts'
import { publicUrl } from './public-url.ts'
import { runServer } from './running-server.ts'
import { publishServer } from './serving-metrics.ts'
import { keepLogAlive, startWriter } from './serving-writer.ts'

/** Serves an archive until a signal ends the process. */
export async function serve(config: Config, seeding: boolean): Promise<void> {
  const styles = openStyles(config, 'all')
  const { writer, waiting } = await startWriter(config, seeding)
  const archive = new Archive(config.data)
  const counter = await publishServer(config, { archive, waiting })
  const urls = new Urls(publicUrl(config))
  await runServer(config, {
    archive,
    writer,
    urls,
    styles,
    counter,
    background: (logger) => keepLogAlive(config, writer, { logger }),
  })
  print(await greeting(urls.base, archive))
}
