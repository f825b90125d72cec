import { resolve } from 'node:path'
import { type Static, Type } from 'typebox'
import { ColophonError } from './errors.ts'
import { conforms } from './json-schema.ts'

/**
 * Every setting of the house: its flag, its variable, its default. Flags go before the environment, the
 * environment before defaults.
 */
export const SETTINGS = {
  host: {
    flag: '--host <address>',
    variable: 'COLOPHON_HOST',
    fallback: '127.0.0.1',
    description: 'address to listen on',
    schema: Type.String({ minLength: 1, maxLength: 255 }),
  },
  port: {
    flag: '--port <number>',
    variable: 'COLOPHON_PORT',
    fallback: '3000',
    description: 'port to listen on; 0 picks a free one',
    schema: Type.Integer({ minimum: 0, maximum: 65_535 }),
  },
  data: {
    flag: '--data <directory>',
    variable: 'COLOPHON_DATA',
    fallback: './data',
    description: 'directory of the archive; serve and import make it when it is not there',
    schema: Type.String({ minLength: 1 }),
  },
  baseUrl: {
    flag: '--base-url <url>',
    variable: 'COLOPHON_BASE_URL',
    fallback: '',
    description: 'public address, of which all others are made (default: from host and port)',
    schema: Type.String({ pattern: '^$|^https?://[^\\s?#]+$' }),
  },
  styles: {
    flag: '--styles <directory>',
    variable: 'COLOPHON_STYLES',
    fallback: '',
    description: 'directory of CSL files: styles beside those that come with the server',
    schema: Type.String(),
  },
  mirrors: {
    flag: '--mirrors <urls>',
    variable: 'COLOPHON_MIRRORS',
    fallback: '',
    description: 'addresses of copies of the archive that you know of, with commas between them',
    schema: Type.String({
      pattern: '^$|^https?://[^\\s,<>"]+(?:, ?https?://[^\\s,<>"]+)*$',
      maxLength: 10_000,
    }),
  },
  mirrorGrowth: {
    flag: '--mirror-growth <GB>',
    variable: 'COLOPHON_MIRROR_GROWTH',
    fallback: '10',
    description: 'how much a mirror may grow in one sync, in GB',
    schema: Type.String({ pattern: '^[1-9]\\d{0,5}$' }),
  },
  logKey: {
    flag: '--log-key <file>',
    variable: 'COLOPHON_LOG_KEY',
    fallback: '',
    description: 'private key that signs the log; made when it is not there (default: log.key in the data)',
    schema: Type.String(),
  },
  logName: {
    flag: '--log-name <name>',
    variable: 'COLOPHON_LOG_NAME',
    fallback: '',
    description:
      'name of the log and its key, given at its first entry for good: an address without https:// and final slash (default: made from the base URL, else from the key)',
    schema: Type.String({ pattern: '^(?!.*://)(?!.*/$)[^\\s\\p{Cc}+]{0,200}$' }),
  },
  logLevel: {
    flag: '--log-level <level>',
    variable: 'COLOPHON_LOG_LEVEL',
    fallback: 'warn',
    description: 'fatal, error, warn, info (every request), debug, trace or silent',
    schema: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  },
} as const

export type SettingName = keyof typeof SETTINGS

/** The settings with their values: paths are absolute, and '' stands for what was not given. */
export type Config = { [Name in SettingName]: Static<(typeof SETTINGS)[Name]['schema']> }

/**
 * The settings in force.
 *
 * @param flags what was given on the command line, by setting
 * @throws ColophonError `invalid_setting`, which names the flag and the variable
 */
export function readConfig(
  flags: Partial<Record<SettingName, string>>,
  environment: NodeJS.ProcessEnv = process.env,
): Config {
  const read = (name: SettingName): unknown => {
    const { schema, flag, variable, fallback, description } = SETTINGS[name]
    const given = flags[name] ?? environment[variable] ?? fallback
    const value = name === 'port' && /^\d+$/.test(given) ? Number(given) : given
    if (conforms(schema, value)) return value
    throw new ColophonError(
      'invalid_setting',
      `${flag.split(' ')[0]} (or ${variable}) cannot be ${JSON.stringify(given)}: ${description}.`,
    )
  }
  const config = Object.fromEntries(
    (Object.keys(SETTINGS) as SettingName[]).map((name) => [name, read(name)]),
  )
  const path = (name: SettingName) => (config[name] ? resolve(String(config[name])) : '')
  return {
    ...config,
    data: path('data'),
    styles: path('styles'),
    logKey: path('logKey'),
  } as unknown as Config
}
