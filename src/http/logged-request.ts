import type { FastifyRequest } from 'fastify'

/** How often an address is decoded to look for a key: an address in an address is encoded twice. */
const DECODINGS = 3
const KEY = /colophon_[0-9a-z]{8}_[0-9a-z]+/gi

/** What is logged of a request: never its headers, nor a key that somebody put into the address. */
export function loggedRequest({ method, url, ip }: Pick<FastifyRequest, 'method' | 'url' | 'ip'>) {
  return { method, url: withoutKeys(url), remoteAddress: ip }
}

/** The address as it is when no key is in it, however it is encoded; else decoded, without the key. */
function withoutKeys(url: string): string {
  let decoded = url
  for (let times = 0; times <= DECODINGS; times++) {
    const redacted = decoded.replace(KEY, 'colophon_…')
    if (redacted !== decoded) return redacted
    decoded = decoded.replace(/%([2-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
  return url
}
