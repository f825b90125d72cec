/** The table as text, as it is read on a terminal and pasted into the documentation. */

const COLUMNS = [
  ['name', ({ name }) => name],
  ['what', ({ what }) => what],
  ['req/s', ({ rate }) => rate.toFixed(0)],
  ['ratio', ({ ratio }) => ratio.toFixed(2)],
  ['CPU µs', ({ cpu }) => cpu.toFixed(1)],
  ['CPU ratio', ({ cpuRatio }) => cpuRatio.toFixed(2)],
  ['p50 ms', ({ p50 }) => p50.toFixed(2)],
  ['p99 ms', ({ p99 }) => p99.toFixed(1)],
  ['errors', ({ errors }) => String(errors)],
  ['RSS MB', ({ rss }) => rss.toFixed(0)],
]
/** Columns that hold words, and so stand at their left. */
const WORDS = 2

/** @param {import('./rows.js').Row[]} rows @returns {string} a table in markdown */
export function printTable(rows) {
  return printColumns(COLUMNS, WORDS, rows)
}

/**
 * @template Row
 * @param {[title: string, print: (row: Row) => string][]} columns of which the first `words` hold words
 * @param {Row[]} rows
 * @returns {string} a table in markdown
 */
export function printColumns(columns, words, rows) {
  const cells = [
    columns.map(([title]) => title),
    ...rows.map((row) => columns.map(([, print]) => print(row))),
  ]
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at].length)))
  const pad = (text, at) => (at < words ? text.padEnd(widths[at]) : text.padStart(widths[at]))
  const rule = widths.map((width, at) => (at < words ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  const [head, ...lines] = cells.map((line) => line.map(pad))
  return [head, rule, ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

/** What the streaming showed, in a sentence. */
export function printStream({ lines, streamed, start, peak, end, cpuSeconds }) {
  const memory = `${start.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most, ${end.toFixed(0)} MB after`
  return `stream: ${lines} paragraphs, ${streamed.toFixed(1)} MB, ${cpuSeconds.toFixed(2)} CPU s; anonymous memory ${memory}`
}

/** What the imports showed, in a line for each size of works. */
export function printImports(imports) {
  return imports
    .map((each) => {
      const rows = `${each.rowsPerParagraph.toFixed(1)} rows a paragraph, ${each.cpuPerRow.toFixed(1)} CPU µs a row`
      const ours = `${each.paragraphsPerSecond.toFixed(0)} paragraphs/s, ${each.cpuPerParagraph.toFixed(0)} CPU µs each; ${rows}`
      const bare = `bare inserts ${each.bareRowsPerSecond.toFixed(0)} rows/s, ${each.bareCpuPerRow.toFixed(1)} CPU µs a row`
      return `import of works of ${each.paragraphsPerWork}: ${ours}; ${bare}; ratio by CPU ${each.cpuRatio.toFixed(2)}`
    })
    .join('\n')
}

/** What the renderings showed, in two sentences. */
export function printRenderings({ perSecond, cpuPerItem, alonePerSecond, aloneCpuPerItem, cpuRatio }) {
  const ours = `${perSecond.toFixed(0)} items/s for the first time in a warm style, ${cpuPerItem.toFixed(0)} CPU µs an item`
  const alone = `citeproc alone ${alonePerSecond.toFixed(0)} items/s, ${aloneCpuPerItem.toFixed(0)} CPU µs an item`
  return `rendering: ${ours}; ${alone}; ratio by CPU ${cpuRatio.toFixed(2)}`
}

/** What the bibliography took, in a sentence. */
export function printBibliography({ works, first, seconds, cpuSeconds, start, peak }) {
  const memory = `${start.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most`
  return `bibliography: ${works} works in ${seconds.toFixed(2)} s (${first.toFixed(2)} s the first time), ${cpuSeconds.toFixed(2)} CPU s; anonymous memory ${memory}`
}

/** What verifying takes for one who asks alone, in a line for each kind of quotation. */
export function printVerifying(kinds) {
  return kinds
    .map(
      ({ kind, p50, cpu, ratio, found, asked }) =>
        `verify ${kind}: p50 ${p50.toFixed(2)} ms over HTTP, ${ratio.toFixed(1)} times a fixed answer of bare node:http; ${cpu.toFixed(2)} CPU ms; ${found} of ${asked} found`,
    )
    .join('\n')
}

/** What several processes that answer gave, in a sentence. */
export function printWorkers({ workers, one, several, ratio }) {
  return `workers: ${several.toFixed(0)} paragraphs/s by random id from ${workers}, ${one.toFixed(0)} from one process; ratio ${ratio.toFixed(2)}`
}

/** How long readers waited while a style was first used, in a sentence. */
export function printFirstUse({ style, firstUse, quiet, busy }) {
  const waits = ({ p50, p99, max }) =>
    `p50 ${p50.toFixed(2)}, p99 ${p99.toFixed(1)}, max ${max.toFixed(1)} ms`
  return `first use of ${style}: ${firstUse.toFixed(0)} ms; paragraphs meanwhile ${waits(busy)}; before ${waits(quiet)}`
}

/** What it took to write the dumps, in a line for each format. */
export function printExport({ idle, paragraphs, written }) {
  return written
    .map(
      ({ format, bytes, seconds, cpuSeconds, peak }) =>
        `export of ${paragraphs} paragraphs as ${format}: ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} CPU s, ${(bytes / 1e6 / cpuSeconds).toFixed(1)} MB in each; anonymous memory ${peak.toFixed(0)} MB at most, ${idle.toFixed(0)} MB of the command that writes nothing`,
    )
    .join('\n')
}

/** What it took to send a dump, in a sentence. */
export function printDump({ bytes, cpu, bareCpu, ratio, grown }) {
  return `dump: ${(bytes / 1e6).toFixed(1)} MB for ${cpu.toFixed(0)} CPU ms, from bare node:http for ${bareCpu.toFixed(0)}; ratio ${ratio.toFixed(2)}; anonymous memory grew by ${grown.toFixed(0)} MB at most`
}

/** CPU time of commands from start to end, in a sentence. */
export function printStart(starts) {
  return `start: ${starts.map(({ name, cpuSeconds }) => `${name} ${cpuSeconds.toFixed(2)}`).join(', ')} CPU s, the least of five`
}
