import closeWithGrace from 'close-with-grace'
import { destination, pino } from 'pino'
import { seed } from '../../seeds/index.ts'
import { Archive, prepareArchive } from '../archive/archive.ts'
import { startHeartbeat } from '../archive/heartbeat.ts'
import { KeptPieces } from '../archive/kept-pieces.ts'
import { WriterThread } from '../archive/writer-thread.ts'
import { Citer } from '../citing/citer.ts'
import { FormatterThread } from '../citing/formatter-thread.ts'
import type { Config } from '../config.ts'
import { buildApp } from '../http/app.ts'
import { Urls } from '../http/urls.ts'
import { QuoteFinder } from '../quoting/quote-finder.ts'
import { SearchingThreads } from '../searching/searching-thread.ts'
import { readCounts } from '../store/counts.ts'
import { openStyles } from './opening-styles.ts'
import { note, print } from './output.ts'
import { publicUrl } from './public-url.ts'
import { logOf } from './using-archive.ts'

/** How long requests under way may take when the server stops, in milliseconds. */
const GRACE = 10_000

/** Serves an archive until a signal ends the process. */
export async function serve(config: Config, seeding: boolean): Promise<void> {
  const styles = openStyles(config)
  const log = logOf(config)
  await prepareArchive(config.data, { log })
  const archive = new Archive(config.data)
  const writer = new WriterThread(config.data, log)
  if (seeding && readCounts(archive.connection.sql).works === 0) {
    for (const { work } of await seed(writer)) note(`imported the seed article as work ${work}`)
  }
  const logger = pino({ level: config.logLevel }, destination(2))
  const urls = new Urls(publicUrl(config))
  const formatter = new FormatterThread(config.styles || undefined)
  const citer = new Citer({ styles, formatter, store: new KeptPieces(archive, writer) })
  const searching = new SearchingThreads(config.data)
  const services = { archive, writer, urls, citer, searching, quotes: new QuoteFinder(archive) }
  const app = await buildApp({ services, logger })
  const stopBeating = startHeartbeat(writer, (error) => logger.error(error))
  closeWithGrace({ delay: GRACE, logger }, async () => {
    stopBeating()
    await app.close()
    await searching.close()
    await citer.close()
    await writer.close()
    archive.close()
  })
  await app.listen({ host: config.host, port: config.port })
  const address = app.server.address()
  if (config.port === 0 && address && typeof address === 'object')
    urls.base = publicUrl({ ...config, port: address.port })
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
