/** From rounds to the rows of the table. */
import { median } from '../measure/median.js'
import { BASELINE } from '../subjects.js'

/**
 * @typedef {{name: string, what: string, rate: number, ratio: number, cpu: number, cpuRatio: number, p50: number,
 *   p99: number, errors: number, rss: number}} Row medians of the rounds; `ratio` and `cpuRatio` against bare
 *   node:http in the same round, greater is better; `errors` and `rss` are the sum and the most
 *
 * @param {import('../subjects.js').Subject[]} subjects
 * @param {Map<string, import('../measure/rounds.js').Round[]>} measured
 * @returns {Row[]}
 */
export function rowsOf(subjects, measured) {
  const baseline = measured.get(BASELINE)
  return subjects.map(({ name, what }) => {
    const rounds = measured.get(name)
    const middle = (value) => median(rounds.map(value))
    return {
      name,
      what,
      rate: middle(({ rate }) => rate),
      ratio: middle(({ rate }, at) => rate / baseline[at].rate),
      cpu: middle(({ cpu }) => cpu),
      cpuRatio: middle(({ cpu }, at) => baseline[at].cpu / cpu),
      p50: middle(({ p50 }) => p50),
      p99: middle(({ p99 }) => p99),
      errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
      rss: Math.max(...rounds.map(({ rss }) => rss)),
    }
  })
}
