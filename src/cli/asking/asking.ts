/** Verbs that ask the API: that of a server, or of the archive in the directory, without a server. One way of asking for both. */
import type { Command } from 'commander'
import { type Config, keyIn } from '../../config.ts'
import type { AskApi } from '../../mcp/api.ts'
import { settingsOf, withSettings } from '../settings.ts'
import { askingServer } from './asking-server.ts'

/** What says whom to ask. */
const WHOM = ['server', 'keyFile', 'data', 'baseUrl', 'host', 'port', 'styles'] as const

/** Adds the flags by which is said whom to ask. */
export function withWhom(command: Command): Command {
  return withSettings(command, WHOM)
}

/** The server that is to be asked; '' for the archive: whoever names its place on the line means that. */
export function serverFor(self: Command): string {
  const { data, store, server } = self.opts() as Partial<Record<'data' | 'store' | 'server', string>>
  return (data ?? store) !== undefined && server === undefined ? '' : settingsOf(self).server
}

/**
 * Asks the server that the settings name, else the archive.
 *
 * @param writing whether the archive is to be written to
 */
export async function asking<T>(
  self: Command,
  use: (ask: AskApi) => Promise<T>,
  { writing = false }: { writing?: boolean } = {},
): Promise<T> {
  const config = settingsOf(self)
  const server = serverFor(self)
  if (server !== '') return use(askingServer(server, keyIn(config)))
  return askingArchive(config, writing, use)
}

async function askingArchive<T>(
  config: Config,
  writing: boolean,
  use: (ask: AskApi) => Promise<T>,
): Promise<T> {
  const { openAskedArchive } = await import('./asked-archive.ts')
  const { ask, close } = await openAskedArchive(config, { writing })
  try {
    return await use(ask)
  } finally {
    await close()
  }
}
