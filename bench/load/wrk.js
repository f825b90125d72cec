/** Load from wrk, which takes little of the machine for itself. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const COMMAND = 'wrk'
const SCRIPT = fileURLToPath(new URL('targets.lua', import.meta.url))

/** Is wrk there? */
export function hasWrk() {
  return spawnSync(COMMAND, ['--version'], { stdio: 'ignore' }).error === undefined
}

/**
 * @param {string} folder for the lists of targets
 * @returns {import('./load.js').Drive}
 */
export function wrk(folder) {
  const files = new Map()
  return async (base, targets, { seconds, connections, seed, signal }) => {
    if (!files.has(targets)) files.set(targets, listed(folder, targets))
    const argv = [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '-s',
      SCRIPT,
      base,
      '--',
      files.get(targets),
      seed,
    ]
    const { stdout } = await promisify(execFile)(COMMAND, argv.map(String), { signal })
    return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1))
  }
}

function listed(folder, targets) {
  const file = join(mkdtempSync(join(folder, 'targets-')), 'targets.tsv')
  writeFileSync(
    file,
    targets.map(({ path, etag = '', encoding = '' }) => `${path}\t${etag}\t${encoding}\n`).join(''),
  )
  return file
}
