import type { Logger } from 'pino'
import { seed } from '../../seeds/index.ts'
import type { Archive } from '../archive/archive.ts'
import { loadingThreads } from '../archive/loading-threads.ts'
import { prepareArchive } from '../archive/preparing.ts'
import { keepPublicAddress } from '../archive/public-address.ts'
import { startHeartbeat } from '../archive/signing/heartbeat.ts'
import { type WriterThread, writerThread } from '../archive/writer-thread.ts'
import type { Config } from '../config.ts'
import { refuseMirror } from '../mirror/refuse-mirror.ts'
import { logOf } from './log-settings.ts'
import { note } from './output.ts'
import { usingArchive } from './using-archive.ts'
import { readWitnesses, startOffering } from './witnesses.ts'

/** What writes to a served archive. */
export interface Writing {
  writer: WriterThread
  /** What waits for it, by kind. */
  waiting(): Record<string, number>
}

/** Makes the archive ready to be served, with the seed article when it is to be, and starts what writes to it. */
export async function startWriter(config: Config, seeding: boolean): Promise<Writing> {
  refuseMirror(config.data)
  // What is wrong with the setting is told before anything begins.
  readWitnesses(config)
  await prepareArchive(config.data, { log: logOf(config) })
  if (config.baseUrl !== '') keepPublicAddress(config.data, config.baseUrl)
  const { writer, waiting } = writingThreads(config)
  if (seeding && (await usingArchive(config.data, ({ reads }) => reads.works.areNone()))) {
    for (const { work } of await seed(writer)) note(`imported the seed article as work ${work}`)
  }
  return { writer, waiting }
}

/** The threads that load sources and write, to the archive where the settings say it is. They start with the first change. */
export function writingThreads(config: Config): Writing {
  const loading = loadingThreads({ longest: config.limits.loadingSeconds * 1000 })
  const writer = writerThread(config.data, { log: logOf(config), loading, store: config.store })
  return { writer, waiting: () => ({ changes: writer.waiting(), sources: loading.waiting() }) }
}

/**
 * Lets the log say that it is alive, offers its checkpoints to witnesses, and logs what fails when nobody waits for it.
 *
 * @param archive where it is not that of the directory
 * @returns what ends the first two
 */
export function keepLogAlive(
  config: Config,
  writer: WriterThread,
  { logger, archive }: { logger: Logger; archive?: Archive },
): () => void {
  const failed = (error: Error) => logger.error(error)
  writer.tellFailures(failed)
  const endHeartbeat = startHeartbeat(writer, failed)
  const endOffering = startOffering(config, logger, archive)
  return () => {
    endHeartbeat()
    endOffering()
  }
}
