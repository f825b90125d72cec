/** What the house has set itself, and whether this run can judge it. */
import { CITED, DEEP, HARVEST, HARVEST_DEEP, NOISE, RANDOM, SHALLOW } from '../subjects.js'

/** Of the CPU that bare node:http needs for one answer, over ours. */
const LEAST_CPU_RATIO = 0.5
const MOST_DEPTH_RATIO = 1.2
/** Of the CPU of bare node:http for the same file. */
const MOST_DUMP_RATIO = 8
/** Of the answers of one process, from two on two cores, which the client has a share of. */
const LEAST_WORKERS_RATIO = 1.5
/** Two servers that are the same differ by less than this on a machine that can be trusted. */
const MOST_NOISE = 0.15

/**
 * @typedef {{goal: string, found: string, isMet: boolean}} Judgement
 *
 * @param {import('./rows.js').Row[]} rows
 * @param {{stream: Awaited<ReturnType<import('../measure/stream.js').measureStream>> | undefined,
 *   dump: Awaited<ReturnType<import('../measure/dump.js').measureDump>> | undefined,
 *   workers: Awaited<ReturnType<import('../measure/workers.js').measureWorkers>> | undefined}} parts
 * @returns {Judgement[]} one for each goal of which this run measured what it takes
 */
export function judge(rows, { stream, dump, workers }) {
  const row = (name) => rows.find((each) => each.name === name)
  const judgements = []
  const paragraph = row(RANDOM)
  if (paragraph) {
    judgements.push({
      goal: `paragraph by random id at ${LEAST_CPU_RATIO} of bare node:http by CPU`,
      found: paragraph.cpuRatio.toFixed(2),
      isMet: paragraph.cpuRatio >= LEAST_CPU_RATIO,
    })
  }
  if (paragraph && row(CITED)) {
    judgements.push({
      goal: 'a citation that was rendered before for no more CPU than a paragraph by random id',
      found: (row(CITED).cpu / paragraph.cpu).toFixed(2),
      isMet: row(CITED).cpu <= paragraph.cpu,
    })
  }
  if (row(SHALLOW) && row(DEEP)) {
    const ratio = row(DEEP).cpu / row(SHALLOW).cpu
    judgements.push({
      goal: `a page at depth 0.9 for at most ${MOST_DEPTH_RATIO} of one at depth 0 by CPU`,
      found: ratio.toFixed(2),
      isMet: ratio <= MOST_DEPTH_RATIO,
    })
  }
  if (row(HARVEST) && row(HARVEST_DEEP)) {
    const ratio = row(HARVEST_DEEP).cpu / row(HARVEST).cpu
    judgements.push({
      goal: `a page of a harvest at depth 0.9 for at most ${MOST_DEPTH_RATIO} of one at depth 0 by CPU`,
      found: ratio.toFixed(2),
      isMet: ratio <= MOST_DEPTH_RATIO,
    })
  }
  if (stream) {
    judgements.push({
      goal: `anonymous memory within ${stream.allowed.toFixed(0)} MB while ${stream.streamed.toFixed(0)} MB stream`,
      found: `${(stream.peak - stream.start).toFixed(0)} MB`,
      isMet: stream.peak - stream.start <= stream.allowed,
    })
  }
  if (workers) {
    judgements.push({
      goal: `${workers.workers} workers answer at least ${LEAST_WORKERS_RATIO} times as much as one process`,
      found: workers.ratio.toFixed(2),
      isMet: workers.ratio >= LEAST_WORKERS_RATIO,
    })
  }
  if (dump) {
    judgements.push({
      goal: `a dump for at most ${MOST_DUMP_RATIO} of the CPU of bare node:http for the same file`,
      found: dump.ratio.toFixed(2),
      isMet: dump.ratio <= MOST_DUMP_RATIO,
    })
  }
  return judgements
}

/**
 * Why goals cannot be judged here, or undefined when they can.
 *
 * @param {{load: number, cores: number}} machine load average before the run began
 */
export function doubt(rows, { load, cores }) {
  if (load >= cores) return `the load average was ${load.toFixed(1)} on ${cores} cores before the run`
  const noise = rows.find(({ name }) => name === NOISE)
  if (noise && Math.abs(noise.cpuRatio - 1) > MOST_NOISE) {
    return `two equal servers differed by ${Math.abs(noise.cpuRatio - 1).toFixed(2)}`
  }
  return undefined
}

/** @param {Judgement} judgement @param {string | undefined} doubtful @returns {string} a line about a goal */
export function printJudgement({ goal, found, isMet }, doubtful) {
  const verdict = isMet ? 'met' : doubtful ? `not judged (${doubtful})` : 'MISSED'
  return `goal: ${goal}: ${found}, ${verdict}`
}
