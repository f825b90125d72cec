import { Archive } from '../../archive/archive.ts'
import type { ArchiveWriter } from '../../archive/writer.ts'
import { writerThread } from '../../archive/writer-thread.ts'
import { Citer } from '../../citing/citer.ts'
import type { Config } from '../../config.ts'
import { buildApp } from '../../http/app.ts'
import { askingApp } from '../../http/ask-app.ts'
import type { McpServices } from '../../mcp/server.ts'
import { MirrorWriter } from '../../mirror/read-only-writer.ts'
import { LocalSearching } from '../../searching/searching-thread.ts'
import { addressesOf } from '../addresses.ts'
import { logOf } from '../log-settings.ts'
import { openStyles } from '../opening-styles.ts'

/** The archive as it is asked with no server: nothing is written, unless it is to be. */
export async function openAskedArchive(
  config: Config,
  { writing = false }: { writing?: boolean } = {},
): Promise<McpServices & { close(): Promise<void> }> {
  const archive = new Archive(config.data)
  const urls = addressesOf(config)
  const citer = new Citer({ styles: openStyles(config) })
  const writer: ArchiveWriter = writing
    ? writerThread(config.data, { log: logOf(config) })
    : new MirrorWriter(archive, urls.base)
  const services = { archive, writer, urls, citer, searching: new LocalSearching(archive) }
  const app = await buildApp({ services, documentation: false })
  const close = async () => {
    await app.close()
    await citer.close()
    if (writing) await writer.close()
    archive.close()
  }
  return { base: urls.base, ask: askingApp(app, '127.0.0.1'), close }
}
