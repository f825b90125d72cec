/** A tag with its attributes, a comment, a processing instruction or a CDATA section (XML 1.0, 2.4 to 3.1). */
const MARKUP =
  /<(?:!--.*?--|\?.*?\?|!\[CDATA\[.*?\]\]|(?<end>\/)?(?<name>[\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(?<empty>\/)?)>/sy

interface Tag {
  offset: number
  name: string
  kind: 'start' | 'end' | 'empty'
}

/**
 * What is wrong with the shape of an XML document, null if nothing is: its tags are nested, all of them in one
 * `root`. A document type is a fault, so that no entity of its own is ever expanded.
 */
export function xmlFault(xml: string, root: string): string | null {
  const open: string[] = []
  let roots = 0
  for (const tag of tags(xml)) {
    if (typeof tag === 'number') return `line ${lineOf(xml, tag)} is not well-formed XML`
    const { name, kind, offset } = tag
    if (kind === 'end' && open.pop() !== name)
      return `line ${lineOf(xml, offset)} closes <${name}>, which is not open`
    if (kind === 'end') continue
    if (open.length === 0) roots += name === root ? 1 : 2
    if (kind === 'start') open.push(name)
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`
  return roots === 1 ? null : `it is not one <${root}>`
}

/** The tags of a document in order; the offset of a "<" that opens no markup ends them. */
function* tags(xml: string): Generator<Tag | number> {
  let next = 0
  for (let offset = xml.indexOf('<'); offset !== -1; offset = xml.indexOf('<', next)) {
    MARKUP.lastIndex = offset
    const markup = MARKUP.exec(xml)
    if (markup === null) {
      yield offset
      return
    }
    next = MARKUP.lastIndex
    const { end, name, empty } = markup.groups ?? {}
    if (name !== undefined) yield { offset, name, kind: end ? 'end' : empty ? 'empty' : 'start' }
  }
}

function lineOf(xml: string, offset: number): number {
  return xml.slice(0, offset).split('\n').length
}
