import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { type Limits, readLimits } from './bounds/limits.ts'
import { ColophonError } from './errors.ts'
import { settingsFileIn } from './files/archive-files.ts'
import { readGiven } from './files/user-path.ts'
import { numberFrom, oneOf, textLike } from './setting-values.ts'
import { type FileSettings, type Given, readSettingsFile } from './settings-file.ts'

/**
 * Every setting of the house: its flag, its variable, its default, and what it may be. Flags go before the environment,
 * the environment before the file of settings, and that before defaults.
 */
export const SETTINGS = {
  config: {
    flag: '--config <file>',
    variable: 'COLOPHON_CONFIG',
    fallback: '',
    description: 'file of settings in YAML (default: colophon.yaml in the data, when it is there)',
    read: textLike(/^/u),
  },
  host: {
    flag: '--host <address>',
    variable: 'COLOPHON_HOST',
    fallback: '127.0.0.1',
    description: 'address to listen on',
    read: textLike(/^.{1,255}$/su),
  },
  port: {
    flag: '--port <number>',
    variable: 'COLOPHON_PORT',
    fallback: '3000',
    description: 'port to listen on; 0 picks a free one',
    read: numberFrom(0, 65_535),
  },
  workers: {
    flag: '--workers <number>',
    variable: 'COLOPHON_WORKERS',
    fallback: '1',
    description: 'processes that answer requests; one more writes when there are several',
    read: numberFrom(1, 64),
  },
  data: {
    flag: '--data <directory>',
    variable: 'COLOPHON_DATA',
    fallback: './data',
    description: 'directory of the archive; serve and import make it when it is not there',
    read: textLike(/./su),
  },
  server: {
    flag: '--server <url>',
    variable: 'COLOPHON_SERVER',
    fallback: '',
    description: 'ask the archive that is served there, in the place of the one in --data',
    read: textLike(/^$|^https?:\/\/[^\s?#]+$/u),
  },
  keyFile: {
    flag: '--key-file <file>',
    variable: 'COLOPHON_KEY_FILE',
    fallback: '',
    description: 'file with the key that is sent to --server; COLOPHON_KEY may hold the key itself',
    read: textLike(/^/u),
  },
  store: {
    flag: '--store <url>',
    variable: 'COLOPHON_STORE',
    fallback: '',
    description:
      'PostgreSQL database in which the archive is, such as postgres://user@host/database (default: the data)',
    read: textLike(/^$|^postgres(?:ql)?:\/\/\S{1,2000}$/u),
  },
  baseUrl: {
    flag: '--base-url <url>',
    variable: 'COLOPHON_BASE_URL',
    fallback: '',
    description: 'public address, with which all others begin (default: from host and port)',
    read: textLike(/^$|^https?:\/\/[^\s?#]+$/u),
  },
  styles: {
    flag: '--styles <directory>',
    variable: 'COLOPHON_STYLES',
    fallback: '',
    description: 'directory of CSL files: styles beside those that come with the server',
    read: textLike(/^/u),
  },
  contact: {
    flag: '--contact <address>',
    variable: 'COLOPHON_CONTACT',
    fallback: '',
    description:
      'where to write to the operator: a mail address or the address of a page, told to harvesters and in security.txt',
    read: textLike(/^$|^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$|^https:\/\/[^\s<>"]{1,500}$/u),
  },
  mirrors: {
    flag: '--mirrors <urls>',
    variable: 'COLOPHON_MIRRORS',
    fallback: '',
    description: 'addresses of copies of the archive that you know of, with commas between them',
    read: textLike(/^(?!.{10001})(?:https?:\/\/[^\s,<>"]+(?:, ?https?:\/\/[^\s,<>"]+)*)?$/su),
  },
  mirrorGrowth: {
    flag: '--mirror-growth <GB>',
    variable: 'COLOPHON_MIRROR_GROWTH',
    fallback: '10',
    description: 'how much a mirror may grow in one sync, in GB',
    read: textLike(/^[1-9]\d{0,5}$/u),
  },
  logKey: {
    flag: '--log-key <file>',
    variable: 'COLOPHON_LOG_KEY',
    fallback: '',
    description: 'private key that signs the log; made when it is not there (default: log.key in the data)',
    read: textLike(/^/u),
  },
  logName: {
    flag: '--log-name <name>',
    variable: 'COLOPHON_LOG_NAME',
    fallback: '',
    description:
      'name of the log and its key, given at its first entry for good: an address without https:// and final slash (default: made from the base URL, else from the key)',
    read: textLike(/^(?!.*:\/\/)(?!.*\/$)[^\s\p{Cc}+]{0,200}$/u),
  },
  witnesses: {
    flag: '--witnesses <file>',
    variable: 'COLOPHON_WITNESSES',
    fallback: '',
    description:
      'policy (C2SP tlog-policy) that names witnesses with their keys and addresses: each new checkpoint is offered to them',
    read: textLike(/^/u),
  },
  metrics: {
    flag: '--metrics <address>',
    variable: 'COLOPHON_METRICS',
    fallback: '',
    description:
      'address and port where Prometheus reads /metrics, such as 127.0.0.1:9464 (default: nowhere)',
    read: textLike(/^$|^(?:(?:\[[\da-fA-F:.]{2,45}\]|[\w.-]{1,253}):)?\d{1,5}$/),
  },
  logLevel: {
    flag: '--log-level <level>',
    variable: 'COLOPHON_LOG_LEVEL',
    fallback: 'warn',
    description: 'fatal, error, warn, info (every request), debug, trace or silent',
    read: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  },
  trustProxy: {
    flag: '--trust-proxy <addresses>',
    variable: 'COLOPHON_TRUST_PROXY',
    fallback: '',
    description:
      'proxies whose X-Forwarded-For is believed: addresses, networks such as 10.0.0.0/8, or loopback, with commas between them',
    read: textLike(/^.{0,1000}$/su),
  },
  limits: {
    flag: '--limits <list>',
    variable: 'COLOPHON_LIMITS',
    fallback: '',
    description: 'bounds in place of the standard ones, such as quotesPerMinute=30,documents=4',
    read: textLike(/^.{0,1000}$/su),
  },
} as const

export type SettingName = keyof typeof SETTINGS

/** The settings with their values: paths are absolute, and '' stands for what was not given. */
export type Config = {
  [Name in Exclude<SettingName, 'limits'>]: NonNullable<ReturnType<(typeof SETTINGS)[Name]['read']>>
} & {
  limits: Limits
}

/** The settings that are paths. */
const PATHS = ['config', 'data', 'styles', 'logKey', 'keyFile', 'witnesses'] as const satisfies SettingName[]

/**
 * The settings in force.
 *
 * @param flags what was given on the command line, by setting
 * @throws ColophonError `invalid_setting`, which names the flag and the variable, or the file and the line; `unusable_path`
 */
export function readConfig(
  flags: Partial<Record<SettingName, string>>,
  environment: NodeJS.ProcessEnv = process.env,
): Config {
  const outside = (name: SettingName): Given | undefined => {
    const { flag, variable } = SETTINGS[name]
    const text = flags[name] ?? environment[variable]
    return text === undefined ? undefined : { text, where: `${flag.split(' ')[0]} (or ${variable})` }
  }
  const file = fileOfSettings(outside('config')?.text ?? '', outside('data')?.text ?? SETTINGS.data.fallback)
  const given = (name: SettingName): Given =>
    outside(name) ?? file.get(keyOf(name)) ?? { text: SETTINGS[name].fallback, where: name }
  const read = (name: SettingName): unknown => {
    const { text, where } = given(name)
    const value = SETTINGS[name].read(text)
    if (value !== undefined) return value
    throw new ColophonError(
      'invalid_setting',
      `${where} cannot be ${JSON.stringify(text)}: ${SETTINGS[name].description}.`,
    )
  }
  const config = Object.fromEntries(
    (Object.keys(SETTINGS) as SettingName[]).map((name) => [name, read(name)]),
  )
  const limits = given('limits')
  return {
    ...config,
    ...Object.fromEntries(PATHS.map((name) => [name, config[name] ? resolve(String(config[name])) : ''])),
    trustProxy: proxiesIn(given('trustProxy')),
    limits: readLimits(limits.text, limits.where, isLoopback(String(config['host'])) ? {} : PUBLIC_LIMITS),
  } as unknown as Config
}

/** The name of a setting in a file: that of its flag. */
function keyOf(name: SettingName): string {
  return SETTINGS[name].flag.split(' ')[0]!.slice(2)
}

/** What a file gives that was named, else the one in the data, which cannot say where the data are. */
function fileOfSettings(named: string, data: string): FileSettings {
  const known = (Object.keys(SETTINGS) as SettingName[]).filter(
    (name) => name !== 'config' && (named !== '' || name !== 'data'),
  )
  return readSettingsFile(named, settingsFileIn(data), {
    known: known.map(keyOf),
    paths: new Set(PATHS.map(keyOf)),
  })
}

/**
 * The key that a server is asked with: that of the file that is named, else the variable `COLOPHON_KEY`; '' for none. No
 * flag takes it, since everybody on a machine sees the arguments of a command.
 *
 * @throws ColophonError `unusable_path`
 */
export function keyIn(
  { keyFile }: Pick<Config, 'keyFile'>,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const key = keyFile === '' ? environment['COLOPHON_KEY'] : readGiven(keyFile, MOST_KEY_BYTES).toString()
  return key?.trim() ?? ''
}

const MOST_KEY_BYTES = 4096

/** What is bounded where strangers can ask; on this machine alone nobody need be. */
const PUBLIC_LIMITS: Partial<Limits> = { requestsPerMinute: 6000 }

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.[\d.]+$/.test(host)
}

/** @throws ColophonError `invalid_setting` */
function proxiesIn({ text, where }: Given): string {
  const proxies = text.split(/[\s,]+/).filter(Boolean)
  const wrong = proxies.find((proxy) => !isNetwork(proxy))
  if (wrong === undefined) return proxies.join(',')
  throw new ColophonError(
    'invalid_setting',
    `${where}: ${JSON.stringify(wrong)} is no address or network. Write such as 192.0.2.1, 10.0.0.0/8 or loopback.`,
  )
}

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits = '0', ...rest] = text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most
}
