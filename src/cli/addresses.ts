import { publicAddressIn } from '../archive/public-address.ts'
import type { Config } from '../config.ts'
import { readMirrorFile } from '../mirror/mirror-file.ts'
import { Urls } from '../wire/urls.ts'
import { publicUrl } from './public-url.ts'

/**
 * The addresses of what a command finds: the archive's, also when the data are a mirror of it. Without a setting they begin
 * with the public address that the archive keeps.
 */
export function addressesOf(config: Pick<Config, 'data' | 'baseUrl' | 'host' | 'port'>): Urls {
  return new Urls(
    readMirrorFile(config.data)?.original ??
      publicUrl({ ...config, baseUrl: config.baseUrl || publicAddressIn(config.data) }),
  )
}
