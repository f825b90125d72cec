import { collectDefaultMetrics, type Metric, Registry } from 'prom-client'
import type { Family } from './family.ts'

/** In milliseconds: how closely it is watched whether the event loop is late. */
const LOOP_PRECISION = 20

/** Begins to watch this process (memory, processor, event loop, collections of memory); answers with what reads it. */
export function watchProcess(): () => Promise<Family[]> {
  const register = new Registry()
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: LOOP_PRECISION })
  return async () => (await register.getMetricsAsJSON()) as unknown as Family[]
}

/** Families as Prometheus reads them: its text format 0.0.4. */
export function printMetrics(families: readonly Family[]): Promise<string> {
  const register = new Registry()
  // A registry asks a metric for its family, and ours are made already.
  for (const family of families)
    register.registerMetric({ name: family.name, get: async () => family } as unknown as Metric)
  return register.metrics()
}

/** Its media type. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE
