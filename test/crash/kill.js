/** Starts an importer and kills it at a random point. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const IMPORTER = fileURLToPath(new URL('importer.js', import.meta.url))
/** Documents that a process imports when nobody kills it: few now and then, so that kills fall on closing. */
const MANY = 10_000
const FEW = 6
/** How it writes; the thread's own connection cannot be told to leave its log alone. */
const KINDS = ['local', 'group', 'thread']
const LOCAL_KINDS = ['local', 'group']
/**
 * What the kill waits for, and for how long after it at most (ms): starting, migrating, the first import,
 * importing (three times as often), closing.
 */
const MOMENTS = [
  { after: undefined, most: 500, count: MANY },
  { after: 'opening', most: 60, count: MANY },
  { after: 'ready', most: 600, count: MANY },
  { after: 'ack', most: 400, count: MANY },
  { after: 'ack', most: 400, count: MANY },
  { after: 'ack', most: 400, count: MANY },
  { after: 'closing', most: 8, count: FEW },
]

/**
 * Imports documents from `first` on into the archive in `directory` until the kill, at any moment or `only`
 * after one of them.
 *
 * @returns what the importer had said (its words are in importer.js), and whether it was killed at all
 * @throws Error when the importer failed by itself
 */
export async function killOneImporter({ directory, first, safety, only, random }) {
  const moments = only === '' ? MOMENTS : MOMENTS.filter((moment) => moment.after === only)
  const { after, most, count } = moments[Math.floor(random() * moments.length)]
  const kinds = safety === 'log-alone' ? LOCAL_KINDS : KINDS
  const kind = kinds[Math.floor(random() * kinds.length)]
  const delay = random() * most
  const child = spawn(process.execPath, [IMPORTER, directory, String(first), String(count), kind, safety], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let timer
  const arm = () => {
    timer ??= setTimeout(() => child.kill('SIGKILL'), delay)
  }
  if (after === undefined) arm()
  const said = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    said.push(line)
    if (line.split(' ')[0] === after) arm()
  })
  const [[code, signal]] = await Promise.all([once(child, 'exit'), once(lines, 'close')])
  clearTimeout(timer)
  if (signal === null && code !== 0) throw new Error(`the importer failed with exit code ${code}`)
  return { said, killed: signal !== null }
}
