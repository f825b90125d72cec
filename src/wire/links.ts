/** One link of a `Link` header (RFC 8288). All our targets and parameters are ASCII. */
export interface Link {
  href: string
  rel: string
  type?: string
  /** When what it leads to was so, from when and until when, as HTTP has dates (RFC 7089 §2.2). */
  datetime?: string
  from?: string
  until?: string
}

/** Prints the value of a `Link` header. */
export function printLinks(links: readonly Link[]): string {
  let header = ''
  for (const link of links) header += (header && ', ') + printLink(link)
  return header
}

/** Prints one link. */
export function printLink({ href, rel, type, datetime, from, until }: Link): string {
  let link = `<${href}>; rel="${rel}"`
  if (type) link += `; type="${type.replaceAll('"', '\\"')}"`
  if (datetime) link += `; datetime="${datetime}"`
  if (from) link += `; from="${from}"; until="${until}"`
  return link
}
