/** Path and query that a request is for. In the absolute form (RFC 9112 §3.2.2) a scheme and a host stand before them. */
export function requestPath(target: string): string {
  return target.replace(/^https?:\/\/[^/?]*/i, '')
}
