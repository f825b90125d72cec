/** The servers that are measured: each a process of its own, on a port that the system chose. */
import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const START_MS = 30_000

/** @typedef {{name: string, base: string, pid: number, stop: () => Promise<void>}} Server */

/** @returns {Promise<Server>} a server to compare with, which is told how many bytes, or which file, it answers with */
export function startBare(script, served) {
  return start(basename(script), [script, String(served)])
}

/** @returns {Promise<Server>} Colophon on the archive in a directory, with further flags */
export function startColophon(directory, ...flags) {
  const main = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url))
  const settings = ['--host', '127.0.0.1', '--port', '0', '--data', directory, '--log-level', 'silent']
  // One client registers all the quotes that are asked for later.
  settings.push('--limits', 'quotesPerMinute=1000000')
  return start('colophon', [main, 'serve', ...settings, ...flags])
}

/** Starts a process and waits for the line that says where it listens. */
async function start(name, argv) {
  const child = spawn(process.execPath, argv, { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = () => stopped(child)
  const late = setTimeout(() => child.kill('SIGKILL'), START_MS)
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /listens on (http:\/\/\S+)/.exec(line)
      if (!address) continue
      child.stdout.resume()
      return { name, base: address[1], pid: child.pid, stop }
    }
    throw new Error(`The server ${name} ended before it listened.`)
  } finally {
    clearTimeout(late)
  }
}

/** Settings of whoever runs this must not change what is measured. */
function environment() {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('COLOPHON_'))
  return { ...Object.fromEntries(kept), NODE_ENV: 'production' }
}

function stopped(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const last = setTimeout(() => child.kill('SIGKILL'), 15_000)
    child.once('exit', () => {
      clearTimeout(last)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
