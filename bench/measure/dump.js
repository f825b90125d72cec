/** Downloads a dump, and the same file from bare node:http beside it. */
import { get } from 'node:http'
import { median } from './median.js'
import { cpuMicros, memoryMegabytes } from './process.js'

/**
 * @param {import('../servers/server.js').Server} colophon
 * @param {import('../servers/server.js').Server} bare sends the file as it is
 * @param {string} path of the dump
 * @returns {Promise<{bytes: number, cpu: number, bareCpu: number, ratio: number, grown: number}>} CPU in milliseconds
 *   a download, `ratio` of ours over that of node:http, medians of the rounds; memory in MB
 */
export async function measureDump(colophon, bare, path, { rounds, signal, tell }) {
  const found = []
  for (let round = 0; round <= rounds; round++) {
    signal.throwIfAborted()
    tell('downloading a dump', round, rounds + 1)
    const start = memoryMegabytes(colophon.pid, 'RssAnon')
    const ours = await download(colophon, path, signal)
    const grown = memoryMegabytes(colophon.pid, 'RssAnon') - start
    const raw = await download(bare, '/', signal)
    if (raw.bytes !== ours.bytes)
      throw new Error(`${path} has ${ours.bytes} bytes, and the file ${raw.bytes}.`)
    // The first round warms.
    if (round > 0) found.push({ cpu: ours.cpu, bareCpu: raw.cpu, bytes: ours.bytes, grown })
  }
  const middle = (value) => median(found.map(value))
  return {
    bytes: found[0].bytes,
    cpu: middle(({ cpu }) => cpu),
    bareCpu: middle(({ bareCpu }) => bareCpu),
    ratio: middle(({ cpu, bareCpu }) => cpu / bareCpu),
    grown: Math.max(...found.map(({ grown }) => grown)),
  }
}

async function download({ base, pid }, path, signal) {
  const before = cpuMicros(pid)
  const answer = await new Promise((resolve, reject) => {
    get(base + path, { signal }, resolve).on('error', reject)
  })
  if (answer.statusCode !== 200) throw new Error(`${base}${path} answered ${answer.statusCode}`)
  let bytes = 0
  for await (const chunk of answer) bytes += chunk.length
  return { bytes, cpu: (cpuMicros(pid) - before) / 1000 }
}
