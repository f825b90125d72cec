import type { Config } from '../config.ts'

/** The base of the addresses that we hand out: as configured, else from host and port. */
export function publicUrl({ baseUrl, host, port }: Pick<Config, 'baseUrl' | 'host' | 'port'>): string {
  return baseUrl || `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
