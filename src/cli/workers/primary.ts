import { Archive } from '../../archive/archive.ts'
import { RateCounts } from '../../bounds/rate-counts.ts'
import type { Config } from '../../config.ts'
import { endWithGrace } from '../end-with-grace.ts'
import { endWithNpm } from '../end-with-npm.ts'
import { greeting } from '../greeting.ts'
import { openStyles } from '../opening-styles.ts'
import { print } from '../output.ts'
import { publicUrl } from '../public-url.ts'
import { serverLogger } from '../server-logger.ts'
import { publishMetrics, watchedFor } from '../serving-metrics.ts'
import { keepLogAlive, startWriter, type Writing } from '../serving-writer.ts'
import { usingArchive } from '../using-archive.ts'
import { shownEverywhere } from './shown-everywhere.ts'
import { Workers } from './workers.ts'

/** How long workers may take to end, in milliseconds: a little longer than they give what is under way. */
const LONGEST_STOP = 22_000
/** And how long the writer may take after them. */
const LONGEST_CLOSE = 5_000

/** Serves an archive in several processes until a signal ends this one, which answers no request: it writes for all. */
export async function serve(config: Config, seeding: boolean): Promise<void> {
  openStyles(config, 'all')
  const { writer, waiting } = await startWriter(config, seeding)
  const logger = serverLogger(config)
  const workers = new Workers(logger)
  const rates = new RateCounts()
  await publish(config, workers, waiting)
  const port = await workers
    .start(config.workers, {
      ...shownEverywhere(writer, workers),
      count: (key, window) => rates.count(key, window),
    })
    .catch(async (error) => {
      await writer.close()
      throw error
    })
  const endHeartbeat = keepLogAlive(config, writer, { logger })
  const end = endWithGrace({ delay: LONGEST_STOP + LONGEST_CLOSE, logger }, async () => {
    endHeartbeat()
    await workers.stop(LONGEST_STOP)
    await writer.close()
  })
  endWithNpm(end)
  print(await usingArchive(config.data, (archive) => greeting(publicUrl({ ...config, port }), archive)))
}

/** Serves the metrics of all processes, where they are read. */
async function publish(config: Config, workers: Workers, waiting: Writing['waiting']): Promise<void> {
  const watched = await watchedFor(config)
  if (!watched) return
  await publishMetrics(config, {
    archive: new Archive(config.data),
    waiting,
    processes: async () => [
      { labels: { process: 'writer' }, families: await watched.families() },
      ...(await workers.metrics()),
    ],
  })
}
