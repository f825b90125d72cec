import { destination, type Logger, pino } from 'pino'
import type { Config } from '../config.ts'
import { visibleLines } from './visible.ts'

/** Writes lines of JSON to stderr. */
export function serverLogger({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  const stderr = destination(2)
  // What clients send may be in what is logged.
  return pino({ level: logLevel }, { write: (line) => stderr.write(visibleLines(line)) })
}
