/** Link sets (RFC 9264). */
import type { Body } from '../wire/body.ts'
import { type Link, printLink } from '../wire/links.ts'

export const LINKSET_JSON = 'application/linkset+json'
export const LINKSET_TEXT = 'application/linkset'
export const LINKSET_TYPES: readonly string[] = [LINKSET_JSON, LINKSET_TEXT]

/** Links that have one beginning. */
export interface LinkContext {
  anchor: string
  links: readonly Link[]
}

type Target = Omit<Link, 'rel'>

/** The document of contexts (RFC 9264 §4.2): of each the targets by their relation. */
export function linksetJson(contexts: readonly LinkContext[], parameters = ''): Body {
  const linkset = contexts.map(({ anchor, links }) => {
    const targets = new Map<string, Target[]>()
    for (const { rel, ...target } of links)
      for (const name of rel.split(' ')) targets.set(name, [...(targets.get(name) ?? []), target])
    return { anchor, ...Object.fromEntries(targets) }
  })
  return { type: `${LINKSET_JSON}${parameters}`, body: JSON.stringify({ linkset }) }
}

/** The same as the value of `Link` has it, a line each (RFC 9264 §4.1). */
export function linksetText(contexts: readonly LinkContext[]): Body {
  const lines = contexts.flatMap(({ anchor, links }) =>
    links.map((link) => `${printLink(link)}; anchor="${anchor}"`),
  )
  return { type: LINKSET_TEXT, body: `${lines.join(',\n')}\n` }
}
