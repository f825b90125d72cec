import { seed } from '../../seeds/index.ts'
import { Archive, prepareArchive } from '../archive/archive.ts'
import { loadingThreads } from '../archive/loading-threads.ts'
import { startHeartbeat } from '../archive/signing/heartbeat.ts'
import { writerThread } from '../archive/writer-thread.ts'
import type { Config } from '../config.ts'
import { refuseMirror } from '../mirror/refuse-mirror.ts'
import { Urls } from '../wire/urls.ts'
import { openStyles } from './opening-styles.ts'
import { note, print } from './output.ts'
import { publicUrl } from './public-url.ts'
import { runServer } from './running-server.ts'
import { logOf } from './using-archive.ts'

/** Serves an archive until a signal ends the process. */
export async function serve(config: Config, seeding: boolean): Promise<void> {
  refuseMirror(config.data)
  const styles = openStyles(config)
  const log = logOf(config)
  await prepareArchive(config.data, { log })
  const archive = new Archive(config.data)
  const loading = loadingThreads({ longest: config.limits.loadingSeconds * 1000 })
  const writer = writerThread(config.data, { log, loading })
  if (seeding && (await archive.reads.works.areNone())) {
    for (const { work } of await seed(writer)) note(`imported the seed article as work ${work}`)
  }
  const urls = new Urls(publicUrl(config))
  await runServer(config, {
    archive,
    writer,
    urls,
    styles,
    background: (logger) => {
      const failed = (error: Error) => logger.error(error)
      writer.tellFailures(failed)
      return startHeartbeat(writer, failed)
    },
  })
  print(greeting(urls.base))
}

function greeting(base: string): string {
  return `Colophon listens on ${base}

Try:
  curl -s ${base}/works/breaking-the-siege-of-aleppo/paragraphs/3
  curl -s ${base}/quotes -H 'Content-Type: application/json' -d '{"work": "breaking-the-siege-of-aleppo", "exact": "This is where abandonment has led."}'
  curl -s '${base}/works/breaking-the-siege-of-aleppo/paragraphs/4/citation?style=mla&form=in-text'
`
}
