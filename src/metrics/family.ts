/** Metrics as Prometheus has them: families of samples, as plain values, which one process can hand to another. */

export type Labels = Readonly<Record<string, string | number>>

export interface Sample {
  value: number
  labels: Labels
  /** That of the family, unless the sample is a part of a histogram. */
  metricName?: string
}

/** Samples of one name and meaning. */
export interface Family {
  name: string
  help: string
  type: 'counter' | 'gauge' | 'histogram' | 'summary'
  values: readonly Sample[]
}

/** A number that goes up and down, as a family of one sample. */
export function gauge(name: string, help: string, value: number): Family {
  return { name, help, type: 'gauge', values: [{ value, labels: {} }] }
}

/** Families of several processes as one list, each name once, with labels that tell the processes apart. */
export function together(parts: readonly { labels: Labels; families: readonly Family[] }[]): Family[] {
  const named = new Map<string, Family>()
  for (const { labels, families } of parts)
    for (const family of families) {
      const values = family.values.map((sample) => ({ ...sample, labels: { ...sample.labels, ...labels } }))
      const known = named.get(family.name)
      named.set(family.name, { ...family, values: known ? [...known.values, ...values] : values })
    }
  return [...named.values()]
}
