import { Archive } from '../archive/archive.ts'
import { Citer } from '../citing/citer.ts'
import type { Config } from '../config.ts'
import { buildApp } from '../http/app.ts'
import { askingApp } from '../http/ask-app.ts'
import type { McpServices } from '../mcp/server.ts'
import { MirrorWriter } from '../mirror/read-only-writer.ts'
import { LocalSearching } from '../searching/searching-thread.ts'
import { addressesOf } from './addresses.ts'
import { openStyles } from './opening-styles.ts'

/** The archive as agents ask it, with no server: nothing is written. */
export async function openAgentsArchive(config: Config): Promise<McpServices & { close(): Promise<void> }> {
  const archive = new Archive(config.data)
  const urls = addressesOf(config)
  const citer = new Citer({ styles: openStyles(config) })
  const writer = new MirrorWriter(archive, urls.base)
  const services = { archive, writer, urls, citer, searching: new LocalSearching(archive) }
  const app = await buildApp({ services, documentation: false })
  const close = async () => {
    await app.close()
    await citer.close()
    archive.close()
  }
  return { base: urls.base, ask: askingApp(app, '127.0.0.1'), close }
}
