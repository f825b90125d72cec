import { Archive } from '../archive/archive.ts'
import { openPrepared } from '../archive/preparing.ts'
import type { Config } from '../config.ts'
import { answerLog } from '../mirror/cosigning.ts'
import { MirrorWriter } from '../mirror/read-only-writer.ts'
import { Urls } from '../wire/urls.ts'
import { openStyles } from './opening-styles.ts'
import { print } from './output.ts'
import { publicUrl } from './public-url.ts'
import { runServer, type Served } from './running-server.ts'
import { publishServer } from './serving-metrics.ts'

/**
 * Serves a mirror, for reading alone, until a signal ends the process. It needs no key, and signs nothing.
 *
 * @param origin address of the archive that is mirrored
 */
export async function serveMirror(
  config: Config,
  { origin, ...rest }: { origin: string } & Pick<Served, 'background'>,
): Promise<void> {
  const styles = openStyles(config, 'all')
  ;(await openPrepared(config.data)).close()
  const archive = new Archive(config.data)
  const counter = await publishServer(config, { archive })
  const urls = new Urls(publicUrl(config), origin)
  await runServer(config, {
    ...{ archive, writer: new MirrorWriter(archive, origin), urls, styles, counter, ...rest },
    witness: (body) => answerLog(config.data, body),
  })
  print(`Colophon listens on ${urls.base}, and mirrors ${origin}`)
}
