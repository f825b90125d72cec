/** A link of a `Link` header or a link set, with its parameters. */
export interface TypedLink {
  href: string
  rels: string[]
  parameters: Record<string, string>
}

/** Reads the value of `Link` (RFC 8288 §3), as a client does: commas and semicolons may stand in quotation marks. */
export function typedLinks(value: unknown): TypedLink[] {
  const links = [...String(value).matchAll(/<([^>]*)>((?:\s*;\s*[\w-]+="(?:[^"\\]|\\.)*")*)\s*(?:,|$)/g)]
  return links.map(([, href = '', rest = '']) => {
    const pairs = [...rest.matchAll(/([\w-]+)="((?:[^"\\]|\\.)*)"/g)]
    const parameters = Object.fromEntries(
      pairs.map(([, name, text]) => [name, text!.replace(/\\(.)/g, '$1')]),
    )
    return { href, rels: (parameters['rel'] ?? '').split(' '), parameters }
  })
}

/** The addresses of the links that have a relation. */
export function linked(links: readonly TypedLink[], rel: string): string[] {
  return links.filter(({ rels }) => rels.includes(rel)).map(({ href }) => href)
}
