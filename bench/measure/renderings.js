/** First renderings in a style that is warm: by the citer, and beside it by citeproc alone. */
import CSL from 'citeproc'
import { Citer } from '../../dist/src/citing/citer.js'
import { literature } from '../corpus/literature.js'
import { median } from './median.js'
import { cpuMicros } from './process.js'

const ITEMS = 500
const STYLE = 'apa'
const LOCALE = 'en-US'

/**
 * Both make of every item its entry and its cite, in text and in HTML. The citer also makes the cite without its
 * author and the author as a sentence names them: what all its forms are put together from.
 *
 * @returns {Promise<{items: number, perSecond: number, cpuPerItem: number, alonePerSecond: number,
 *   aloneCpuPerItem: number, cpuRatio: number}>} medians of the rounds; CPU in microseconds
 */
export async function measureRenderings({ rounds, signal, tell }) {
  const citer = new Citer()
  const alone = citeprocAlone(citer.styles)
  const cite = (item) => citer.cite({ item, revision: item.id, style: STYLE, locale: LOCALE })
  const ours = []
  const theirs = []
  // The first round warms both.
  for (let round = 0; round <= rounds; round++) {
    signal.throwIfAborted()
    tell('rendering', round, rounds + 1)
    const items = Array.from({ length: ITEMS }, (_, at) => literature(round * ITEMS + at))
    ours.push(await timed(items, cite))
    theirs.push(await timed(items, alone))
  }
  await citer.close()
  const of = (all, value) => median(all.slice(1).map(value))
  const [cpu, aloneCpu] = [ours, theirs].map((all) => of(all, (each) => each.cpu))
  return {
    items: ITEMS,
    perSecond: of(ours, ({ perSecond }) => perSecond),
    cpuPerItem: cpu,
    alonePerSecond: of(theirs, ({ perSecond }) => perSecond),
    aloneCpuPerItem: aloneCpu,
    cpuRatio: median(ours.slice(1).map((each, at) => theirs[at + 1].cpu / each.cpu)),
  }
}

/** citeproc as its manual has it: one engine that is kept, one item at a time. */
function citeprocAlone(styles) {
  let current
  const system = { retrieveLocale: (tag) => styles.locales.xml(tag), retrieveItem: () => current }
  const engine = new CSL.Engine(system, styles.find(STYLE).xml(), LOCALE, true)
  return async (item) => {
    current = item
    engine.updateItems([item.id])
    for (const format of ['text', 'html']) {
      engine.setOutputFormat(format)
      engine.makeBibliography()
      engine.makeCitationCluster([{ id: item.id }])
    }
    engine.updateItems([])
  }
}

async function timed(items, render) {
  const started = performance.now()
  const before = cpuMicros(process.pid)
  for (const item of items) await render(item)
  const seconds = (performance.now() - started) / 1000
  return { perSecond: items.length / seconds, cpu: (cpuMicros(process.pid) - before) / items.length }
}
