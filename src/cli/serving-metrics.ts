import type { Archive } from '../archive/archive.ts'
import type { Config } from '../config.ts'
import { archiveFamilies } from '../metrics/archive-families.ts'
import { type Family, gauge, type Labels, together } from '../metrics/family.ts'
import { RequestCounts } from '../metrics/request-counts.ts'
import { SOFTWARE_VERSION } from '../software.ts'
import { cannotListen } from './cannot-listen.ts'
import { note } from './output.ts'

/** What a process counts and watches of itself. */
export interface Watched {
  counter: RequestCounts
  families(): Promise<Family[]>
}

/** Begins to watch this process where metrics are read, else does nothing: the package is loaded for that alone. */
export async function watchedFor({ metrics }: Pick<Config, 'metrics'>): Promise<Watched | undefined> {
  if (metrics === '') return undefined
  const { watchProcess } = await import('../metrics/process-metrics.ts')
  const counter = new RequestCounts()
  const read = watchProcess()
  return { counter, families: async () => [...(await read()), ...counter.families()] }
}

/** What is told of a server. */
export interface Published {
  archive: Archive
  /** What waits to be written or loaded, by kind, where something writes. */
  waiting?: () => Record<string, number>
  /** What its processes tell of themselves, with labels that tell them apart. */
  processes(): Promise<{ labels: Labels; families: readonly Family[] }[]>
}

/**
 * Serves the metrics where the setting says, until the process ends; nowhere when it says nothing.
 *
 * @throws ColophonError `cannot_listen`
 */
export async function publishMetrics(
  { metrics }: Pick<Config, 'metrics'>,
  { archive, waiting, processes }: Published,
): Promise<void> {
  if (metrics === '') return
  const { serveMetrics } = await import('../metrics/metrics-server.ts')
  const wanted = addressIn(metrics)
  const collect = async () => [
    ...together(await processes()),
    ...(await archiveFamilies(archive)),
    ...(waiting ? [waitingFamily(waiting())] : []),
    { ...gauge('colophon_build_info', 'The version of the software.', 1), values: [BUILD] },
  ]
  const { host, port } = await serveMetrics(wanted, collect).catch((error) => {
    throw cannotListen({ ...wanted, flag: '--metrics' }, error)
  })
  note(`Metrics are at http://${host.includes(':') ? `[${host}]` : host}:${port}/metrics`)
}

/**
 * Serves the metrics of a server that is this process alone.
 *
 * @returns what counts its requests; undefined when nobody reads metrics
 * @throws ColophonError `cannot_listen`
 */
export async function publishServer(
  config: Pick<Config, 'metrics'>,
  published: Omit<Published, 'processes'>,
): Promise<RequestCounts | undefined> {
  const watched = await watchedFor(config)
  if (!watched) return undefined
  const processes = async () => [{ labels: {}, families: await watched.families() }]
  await publishMetrics(config, { ...published, processes })
  return watched.counter
}

const BUILD = { value: 1, labels: { version: SOFTWARE_VERSION, node: process.version } }

function waitingFamily(waiting: Record<string, number>): Family {
  return {
    name: 'colophon_writer_waiting',
    help: 'What waits to be written (changes) or loaded (sources), with what is under way.',
    type: 'gauge',
    values: Object.entries(waiting).map(([kind, value]) => ({ value, labels: { kind } })),
  }
}

/** `host:port`, or a port of this machine alone. */
function addressIn(metrics: string): { host: string; port: number } {
  const colon = metrics.lastIndexOf(':')
  const host = colon < 0 ? '127.0.0.1' : metrics.slice(0, colon).replace(/^\[|\]$/g, '')
  return { host, port: Number(metrics.slice(colon + 1)) }
}
