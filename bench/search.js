/**
 * Measures verifying and searching on a generated archive over HTTP: the size of the indexes, the rate of the
 * import, and the latencies by kind of request, with those of a health check asked for at the same time.
 *
 *   node bench/search.js [--rows 100000] [--requests 200] [--keep <directory>]
 */

import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { LocalWriter } from '../dist/src/archive/local-writer.js'
import { prepareArchive } from '../dist/src/archive/preparing.js'
import { databaseFile } from '../dist/src/files/archive-files.js'
import { openReader, openWriter } from '../dist/src/store/sqlite/open.js'
import { readParagraphs } from './corpus/build.js'
import { document } from './corpus/prose.js'
import { isFoundIn, quotation, someWords } from './corpus/quotations.js'
import { between, pick, random } from './corpus/random.js'
import { usingScope } from './scope.js'
import { startColophon } from './servers/server.js'

const PING_MS = 20

const options = new Command('node bench/search.js')
  .option('--rows <number>', 'paragraphs', Number, 100_000)
  .option('--requests <number>', 'of each kind', Number, 200)
  .option('--per-work <number>', 'paragraphs of each work', Number, 400)
  .option('--keep <directory>', 'an archive made before, or where to leave it')
  .parse()
  .opts()

await usingScope(async ({ folder, signal, keep }) => {
  const directory = options.keep ?? folder
  if (!existsSync(databaseFile(directory))) await build(directory, signal)
  report(sizes(directory))
  const paragraphs = readParagraphs(directory)
  const server = keep(await startColophon(directory))
  for (const [name, request] of Object.entries(requests(paragraphs)))
    report(await measure(server.base, name, request))
})

async function build(directory, signal) {
  const began = performance.now()
  await importWorks(directory, signal)
  const seconds = (performance.now() - began) / 1000
  report({
    row: 'import',
    paragraphsPerSecond: Math.round(options.rows / seconds),
    seconds: seconds.toFixed(1),
  })
}

/** Works of some hundred paragraphs, through the code that imports everything else. */
async function importWorks(directory, signal) {
  await prepareArchive(directory)
  const writer = new LocalWriter(openWriter(databaseFile(directory)), () => new Date().toISOString())
  for (let number = 0; number * options.perWork < options.rows; number++) {
    await writer.importSource(document(number, options.perWork))
    await new Promise(setImmediate)
    signal.throwIfAborted()
  }
  await writer.close()
}

/** Bytes of the texts, and of each index as a share of them. */
function sizes(directory) {
  const db = openReader(databaseFile(directory))
  const bytes = (name) =>
    db.value("SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE ? ESCAPE '\\'", name)
  const text = db.value('SELECT sum(length(CAST(content AS BLOB))) FROM text')
  const share = (name) => (bytes(name) / text).toFixed(2)
  const row = {
    row: 'size',
    texts: db.value('SELECT count(*) FROM text'),
    textMB: (text / 1e6).toFixed(1),
    fingerprints: share('fingerprint\\_%'),
    words: share('word\\_index\\_%'),
    terms: share('term'),
  }
  db.close()
  return row
}

function requests(paragraphs) {
  const next = random(7)
  const some = () => pick(next, paragraphs)
  const words = (text, count) => someWords(next, text, count)
  const verify = (text, claim) => ({ path: '/verify', body: JSON.stringify({ text, claim }) })
  const quoted = () => quotation(next, some(), 0)
  const search = (q) => ({ path: `/search?q=${encodeURIComponent(q)}` })
  const quoting = (share) => () => {
    const { id, text } = quotation(next, some(), share)
    return { ...verify(text), expected: id }
  }
  const long = () => {
    const from = between(next, 0, paragraphs.length - 60)
    return paragraphs
      .slice(from, from + 40)
      .map(({ text }) => text)
      .join(' ')
      .slice(0, 10_000)
  }
  return {
    'verify clean': quoting(0),
    'verify 2 % noise': quoting(0.02),
    'verify 5 % noise': quoting(0.05),
    'verify claimed place': () => {
      const { id, text, work, number } = some()
      return {
        ...verify(text, { work, locator: { label: 'paragraph', value: String(number) } }),
        expected: id,
      }
    },
    'verify claimed author': () => {
      const { id, text } = quoted()
      return { ...verify(text, { author: 'Nobody', year: '1951' }), expected: id }
    },
    'manuscript of 12 quotations': () => ({
      path: '/verify/document',
      mediaType: 'text/markdown',
      body: Array.from({ length: 12 }, () => `It is said: “${quoted().text}” (Visser, 1990).`).join('\n\n'),
    }),
    'verify 10 kB': () => verify(long()),
    'verify invented': () => verify(Array.from({ length: 15 }, () => words(some().text, 1)).join(' ')),
    'verify stop words': () => verify('that is as it was for the of and to a in'),
    'verify hostile': () =>
      verify(pick(next, ['a '.repeat(9000), 'the '.repeat(4000), 'na'.repeat(9000), 'a'.repeat(20_000)])),
    'search rare word': () => search(words(some().text, 1).replace(/\W/g, '') || 'archive'),
    'search common word': () => search(pick(next, ['the', 'of', 'and'])),
    'search three words': () => search(words(some().text, 3)),
    'search phrase': () => search(`"${words(some().text, 4)}"`),
    'search stop-word phrase': () => search('"that is as it was for the"'),
    'search hostile': () =>
      search(
        pick(next, [
          '"a" '.repeat(300),
          'the '.repeat(400),
          '"of the and to a in that is was for"',
          '() OR * NEAR',
        ]),
      ),
  }
}

/** One request after the other, and a health check every so often beside them. */
async function measure(base, name, make) {
  const took = []
  const pings = []
  const statuses = {}
  let found = 0
  let asked = 0
  const timer = setInterval(async () => {
    const began = performance.now()
    await fetch(`${base}/health/live`).then((answer) => answer.text())
    pings.push(performance.now() - began)
  }, PING_MS)
  for (let n = 0; n < options.requests; n++) {
    const { path, body, mediaType = 'application/json', expected } = make()
    const began = performance.now()
    const answer = await fetch(base + path, {
      ...(body && { method: 'POST', body, headers: { 'content-type': mediaType } }),
    })
    const json = await answer.json()
    took.push(performance.now() - began)
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
    if (expected) {
      asked++
      if (isFoundIn(json, expected)) found++
    }
  }
  clearInterval(timer)
  return {
    row: name,
    ...quantiles(took),
    ...(asked > 0 && { found: `${found}/${asked}` }),
    statuses,
    health: quantiles(pings).max,
  }
}

function quantiles(times) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1))
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}

function report(row) {
  console.log(JSON.stringify(row))
}
