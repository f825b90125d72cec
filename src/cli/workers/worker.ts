import { Archive } from '../../archive/archive.ts'
import { shareOf } from '../../bounds/limits.ts'
import type { Config } from '../../config.ts'
import { describeError } from '../../threads/messages.ts'
import { Peer } from '../../threads/peer.ts'
import { remote, type Sizes } from '../../threads/remote.ts'
import { Urls } from '../../wire/urls.ts'
import { openStyles } from '../opening-styles.ts'
import { publicUrl } from '../public-url.ts'
import { runServer } from '../running-server.ts'
import { watchedFor } from '../serving-metrics.ts'
import type { Primary, Worker } from './sides.ts'

/** Bytes of sources on their way to the process that writes, from all workers together. */
const MOST_ON_THEIR_WAY = 256 * 1024 * 1024

const SIZES: Sizes<Primary> = {
  importSource: ({ bytes }) => bytes.length,
  importVersion: (_work, { bytes }) => bytes.length,
}

/** Serves an archive as one of several processes, until a signal or the one that started it ends it. */
export async function serve(config: Config): Promise<void> {
  const served: { archive?: Archive; stop?: () => void } = {}
  const watched = await watchedFor(config)
  const worker: Worker = {
    metrics: async () => (await watched?.families()) ?? [],
    refresh: async () => served.archive?.refresh(),
    stop: async () => served.stop?.(),
  }
  const peer = new Peer(process, worker, {
    mostSize: MOST_ON_THEIR_WAY / config.workers,
    busy: 'Too many sources are waiting to be loaded. Try again in a few seconds.',
  })
  const primary = remote<Primary>(peer, SIZES)
  try {
    const styles = openStyles(config, 'nothing')
    served.archive = new Archive(config.data)
    served.stop = await runServer(
      { ...config, limits: shareOf(config.limits, config.workers) },
      {
        archive: served.archive,
        // All that this worker wrote was waited for by those who asked for it.
        writer: Object.assign(primary, { close: async () => {} }),
        urls: new Urls(publicUrl(config)),
        styles,
        rates: primary,
        counter: watched?.counter,
        patient: true,
      },
    )
  } catch (error) {
    await primary.cannotServe(describeError(error as Error))
    // Ends the process, which would else wait for what the other may ask.
    process.disconnect()
  }
}
