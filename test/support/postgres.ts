import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Test } from 'tap'

/** Debian keeps the server's programs by version. */
const DEBIAN = '/usr/lib/postgresql'

/** A cluster of this test's own, on a socket in a folder that nobody else looks into. */
export interface Cluster {
  /** Address of an empty database. */
  url: string
  /** Ends the server at once, as a crash does. */
  kill(): Promise<void>
}

/** Where PostgreSQL's programs are; undefined where it is not installed. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined
  const [newest] = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
  const programs = join(DEBIAN, newest ?? '', 'bin')
  return existsSync(join(programs, 'initdb')) ? programs : undefined
}

/** Starts a cluster; ended by the test. The server refuses to run as root, and then runs as nobody. */
export async function startCluster(t: Test, programs: string): Promise<Cluster> {
  const directory = mkdtempSync(join(tmpdir(), 'pg-'))
  const isRoot = process.getuid?.() === 0
  const as = isRoot ? { uid: 65534, gid: 65534 } : {}
  if (isRoot) spawnSync('chown', ['65534:65534', directory])
  chmodSync(directory, 0o700)
  const data = join(directory, 'data')
  const options = { ...as, cwd: directory, env: { PATH: process.env['PATH'] ?? '' } }
  const settings = ['-D', data, '-U', 'colophon', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  const made = spawnSync(join(programs, 'initdb'), settings, { ...options, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', directory, '-h', ''], {
    ...options,
    stdio: 'ignore',
  })
  const ended = once(server, 'exit')
  const kill = async () => {
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGQUIT')
    await ended
  }
  t.teardown(async () => {
    await kill()
    rmSync(directory, { recursive: true, force: true })
  })
  const isReady = () =>
    spawnSync(join(programs, 'pg_isready'), ['-h', directory], { stdio: 'ignore' }).status === 0
  while (!isReady()) await setTimeout(50)
  return { url: `postgres://colophon@localhost/postgres?host=${encodeURIComponent(directory)}`, kill }
}
