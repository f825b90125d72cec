import { isIP } from 'node:net'
import rateLimit from '@fastify/rate-limit'

/** Some proxies tell the port too, which is another one for each connection. */
const PORT = /^\[([\da-f:.]{2,45})\](?::\d{1,5})?$|^([\d.]{7,15}):\d{1,5}$/i

/**
 * Who asks: an IPv4 address, or the network of 64 bits that an IPv6 address lies in, of which one person has all. All
 * whose address nobody knows, such as those who have gone away, are one.
 */
export function clientOf({ ip = '' }: { ip?: string | undefined }): string {
  const [, v6, v4] = PORT.exec(ip) ?? []
  const address = v6 ?? v4 ?? ip
  return isIP(address) === 0 ? 'unknown' : rateLimit.normalizeIP(address, 64)
}
