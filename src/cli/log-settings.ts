import { logBeside } from '../archive/preparing.ts'
import type { LogIdentity } from '../archive/signing/log-writer.ts'
import type { Config } from '../config.ts'
import { isKeyName } from '../log/note-key.ts'

/** Those by which a log is signed. */
export type LogSettings = Pick<Config, 'data' | 'baseUrl' | 'logKey' | 'logName'>

/** The settings by which the log of an archive is signed. */
export function logOf({ data, baseUrl, logKey, logName }: LogSettings): LogIdentity {
  return { keyFile: logKey || logBeside(data).keyFile, name: logName || logNameAt(baseUrl) }
}

/** The name that C2SP tlog-tiles recommends for the log of a public address; '' where there is none that can be one. */
function logNameAt(baseUrl: string): string {
  const name = `${baseUrl.replace(/^https?:\/\//, '').replace(/\/+$/, '')}/log`
  return baseUrl !== '' && isKeyName(name) ? name : ''
}
