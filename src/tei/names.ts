import { W3CDTF } from '../citing/exports/edtf.ts'
import type { DatedText, Name } from '../loading/metadata/metadata.ts'
import { xmlElement, xmlNode } from '../text/xml.ts'

/** A person or body in TEI's `author`, `editor` and the like: with the parts of the name where they are known. */
export function agentTei(element: string, name: Name): string {
  if (name.literal !== undefined) return xmlElement(element, name.literal)
  const particles = [name['dropping-particle'], name['non-dropping-particle']].filter(Boolean).join(' ')
  const parts = [
    ['forename', name.given],
    ['nameLink', particles],
    ['surname', name.family],
    ['genName', name.suffix],
  ] as const
  const written = parts.flatMap(([part, text]) => (text ? [xmlElement(part, text)] : []))
  return xmlNode(element, xmlNode('persName', written.join(' ')))
}

/** A date in the words that it was read from, and as W3C has it where that says the same. */
export function dateTei({ edtf, raw }: DatedText): string {
  return xmlElement('date', raw, { when: edtf !== null && W3CDTF.test(edtf) ? edtf : undefined })
}
