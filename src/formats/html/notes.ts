/** How pages and books mark up notes (DPUB-ARIA 1.1, EPUB Structural Semantics, and what pandoc and others write). */

type Attributes = ReadonlyMap<string, string>

/** Words of `role`, `epub:type` and `class` together. */
function kindsOf(attributes: Attributes): string[] {
  return ['role', 'epub:type', 'class'].flatMap(
    (name) => attributes.get(name)?.toLowerCase().split(/\s+/) ?? [],
  )
}

const REFERENCES = new Set(['doc-noteref', 'noteref', 'footnote-ref', 'footnoteref', 'endnote-ref'])
const WAYS_BACK = new Set([
  'doc-backlink',
  'footnote-back',
  'footnote-backref',
  'data-footnote-backref',
  'reversefootnote',
])
const NOTES = new Set(['doc-footnote', 'doc-endnote', 'footnote', 'endnote', 'rearnote'])

/** A link within the page that says that it leads to a note, or that is raised as one. */
export function isNoteAnchor(attributes: Attributes, isRaised: boolean): boolean {
  const leadsWithin = (attributes.get('href') ?? '').startsWith('#')
  return leadsWithin && (isRaised || kindsOf(attributes).some((kind) => REFERENCES.has(kind)))
}

/** A link from a note to where it was referred to. */
export function isWayBack(attributes: Attributes): boolean {
  return attributes.has('href') && kindsOf(attributes).some((kind) => WAYS_BACK.has(kind))
}

/** The id of an element that is a note. */
export function noteOf(name: string, attributes: Attributes): string | undefined {
  const isNote =
    (name === 'aside' || name === 'li' || name === 'div' || name === 'p' || name === 'dd') &&
    kindsOf(attributes).some((kind) => NOTES.has(kind))
  return isNote ? attributes.get('id') : undefined
}
