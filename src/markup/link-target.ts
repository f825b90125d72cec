import { decodeAddress } from '../formats/character-references.ts'
import { referenceName } from '../formats/markdown/links.ts'

/** Schemes that a page may lead to. */
const FOLLOWED: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/**
 * Reads what stands after a link's label in Markdown: `(address "title")`, `[reference]` or nothing, of which the label
 * is the reference. Answers what tells the address by the label; undefined is an address that is not to be followed.
 */
export function readTarget(
  source: string,
  references: ReadonlyMap<string, string>,
): (label: string) => string | undefined {
  const address = /^\(\s*(?:<([^>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))/.exec(source)
  if (address) return () => followed(decodeAddress(address[1] ?? address[2] ?? ''))
  const [, reference = ''] = /^\[([^\]]*)\]/.exec(source) ?? []
  return (label) => followed(references.get(referenceName(reference || label)))
}

/** An address that a page may lead to, as a browser reads it. */
export function followed(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined
  const url = new URL(address)
  return FOLLOWED.has(url.protocol) ? url.href : undefined
}
