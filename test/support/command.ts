import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { ROOT } from './root.ts'

/** Longest time that a command may take, in milliseconds. */
const LONGEST = 120_000

export interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

/** Builds the command when something is newer than it. */
export function buildCommand(): void {
  const build = spawnSync(process.execPath, ['scripts/build.js', '--if-stale'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (build.status !== 0) throw new Error(build.stderr)
}

/** Runs the command to its end, as a process of its own. */
export function colophonProcess(args: readonly string[], input = ''): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/src/main.js', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    input,
    env: environment(),
  })
  return { status, stdout, stderr }
}

/** Runs the command to its end, in a thread that has it loaded already: a process takes half a second for that. */
export function colophon(...args: string[]): Ended {
  return colophonIn({}, ...args)
}

/** As `colophon`, with these variables in its environment. */
export function colophonIn(variables: Record<string, string>, ...args: string[]): Ended {
  const { port, signal } = ask(args, variables)
  if (Atomics.wait(signal, 0, 0, LONGEST) === 'timed-out') throw new Error(`no end of: ${args.join(' ')}`)
  const answer = receiveMessageOnPort(port)?.message as Ended
  port.close()
  return answer
}

/** As `colophon`, while this thread goes on: it may be the origin that the command asks. */
export async function colophonBeside(...args: string[]): Promise<Ended> {
  const { port } = ask(args, {})
  const [answer] = (await once(port, 'message')) as [Ended]
  port.close()
  return answer
}

let host: Worker | undefined

function ask(args: string[], variables: Record<string, string>) {
  host ??= new Worker(new URL('command-host.js', import.meta.url), { execArgv: [], env: environment() })
  host.unref()
  const { port1, port2 } = new MessageChannel()
  const signal = new Int32Array(new SharedArrayBuffer(4))
  host.postMessage({ args, env: { ...environment(), ...variables }, answer: port2, signal }, [port2])
  return { port: port1, signal }
}

function environment(): { PATH: string } {
  return { PATH: process.env['PATH'] ?? '' }
}

/** The lines of JSON that a command printed. */
export function linesOf(stdout: string) {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
