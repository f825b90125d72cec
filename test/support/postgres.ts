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
  /** Folder of its socket. */
  folder: string
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

const MAKE = ['-U', 'colophon', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync']

/** Starts a cluster with an empty database; ended by the test. */
export function startCluster(t: Test, programs: string): Promise<Cluster> {
  return start(t, programs, ['initdb', ...MAKE])
}

/** Starts a standby, which follows another cluster. */
export function startStandby(t: Test, programs: string, { folder }: Cluster): Promise<Cluster> {
  return start(t, programs, [
    'pg_basebackup',
    '-h',
    folder,
    '-U',
    'colophon',
    '-R',
    '-c',
    'fast',
    '--no-sync',
  ])
}

/** Makes a standby a primary. */
export function promote(programs: string, { folder }: Cluster): void {
  run(programs, ['pg_ctl', 'promote', '-w', '-D', join(folder, 'data')], folder)
}

/** The server refuses to run as root, and then runs as nobody. */
function asServer(folder: string) {
  const as = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  return { ...as, cwd: folder, env: { PATH: process.env['PATH'] ?? '' } }
}

function run(programs: string, [program, ...given]: string[], folder: string): void {
  const done = spawnSync(join(programs, program!), given, { ...asServer(folder), encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${program}: ${done.error?.message ?? done.stderr}`)
}

async function start(t: Test, programs: string, make: string[]): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'pg-'))
  if (process.getuid?.() === 0) spawnSync('chown', ['65534:65534', folder])
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  run(programs, [...make, '-D', data], folder)
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, '-h', ''], {
    ...asServer(folder),
    stdio: 'ignore',
  })
  const ended = once(server, 'exit')
  const kill = async () => {
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGQUIT')
    await ended
  }
  t.teardown(async () => {
    await kill()
    rmSync(folder, { recursive: true, force: true })
  })
  const isReady = () =>
    spawnSync(join(programs, 'pg_isready'), ['-h', folder], { stdio: 'ignore' }).status === 0
  while (!isReady()) await setTimeout(50)
  return { url: addressOf(folder), folder, kill }
}

/** Address of a database that the first of some clusters that answers has. */
export function addressOf(...folders: string[]): string {
  return `postgres://colophon@localhost/postgres?host=${encodeURIComponent(String(folders))}`
}
