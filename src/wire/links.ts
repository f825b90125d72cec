/** One link of a `Link` header (RFC 8288). All our targets and parameters are ASCII. */
export interface Link {
  href: string
  rel: string
  type?: string
}

/** Prints the value of a `Link` header. */
export function printLinks(links: readonly Link[]): string {
  let header = ''
  for (const link of links) header += (header && ', ') + printLink(link)
  return header
}

/** Prints one link. */
export function printLink({ href, rel, type }: Link): string {
  return `<${href}>; rel="${rel}"${type ? `; type="${type.replaceAll('"', '\\"')}"` : ''}`
}
