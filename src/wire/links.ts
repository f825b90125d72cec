/** One link of a `Link` header (RFC 8288). All our targets and parameters are ASCII. */
export interface Link {
  href: string
  rel: string
  type?: string
}

/** Prints the value of a `Link` header. */
export function printLinks(links: readonly Link[]): string {
  let header = ''
  for (const { href, rel, type } of links) {
    header += `${header && ', '}<${href}>; rel="${rel}"${type ? `; type="${type.replaceAll('"', '\\"')}"` : ''}`
  }
  return header
}
