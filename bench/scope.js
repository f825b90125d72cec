/** A folder and processes that go away with the run, however it ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * @typedef {{folder: string, signal: AbortSignal, keep: <T extends {stop: () => Promise<void>}>(server: T) => T}} Scope
 *   `signal` is aborted by SIGINT and SIGTERM; what is kept is stopped at the end
 *
 * @template T
 * @param {(scope: Scope) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function usingScope(use) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
  const controller = new AbortController()
  const servers = []
  const abort = () => controller.abort(new Error('The run was stopped.'))
  process.on('SIGINT', abort)
  process.on('SIGTERM', abort)
  const keep = (server) => {
    servers.push(server)
    return server
  }
  try {
    return await use({ folder, signal: controller.signal, keep })
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    rmSync(folder, { recursive: true, force: true })
    process.off('SIGINT', abort)
    process.off('SIGTERM', abort)
  }
}
