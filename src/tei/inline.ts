import { type Element, type Inline, wordsOf } from '../markup/inline.ts'
import { asciiAddress } from '../text/one-line.ts'
import { type XmlAttributes, xmlNode, xmlText } from '../text/xml.ts'

/** The element of TEI for each element of ours. */
const ELEMENTS: Readonly<Record<Exclude<Element, 'link' | 'code' | 'kbd'>, [string, XmlAttributes?]>> = {
  em: ['emph'],
  strong: ['emph', { rend: 'bold' }],
  i: ['hi', { rend: 'italic' }],
  b: ['hi', { rend: 'bold' }],
  sup: ['hi', { rend: 'superscript' }],
  sub: ['hi', { rend: 'subscript' }],
  small: ['hi', { rend: 'small' }],
  u: ['hi', { rend: 'underline' }],
  mark: ['hi', { rend: 'highlight' }],
  var: ['hi', { rend: 'variable' }],
  s: ['del'],
  del: ['del'],
  ins: ['add'],
  q: ['q'],
  cite: ['title'],
  dfn: ['term'],
  abbr: ['abbr'],
  bdi: ['seg', { type: 'bdi' }],
  ruby: ['seg', { type: 'ruby' }],
  rt: ['seg', { type: 'rt' }],
  rp: ['seg', { type: 'rp' }],
}
/** A `%` that begins no escape. */
const LONE_PERCENT = /%(?![0-9a-f]{2})/gi

/** The `xml:id` of the note that each label calls. */
export type NoteIds = ReadonlyMap<string, string>

/** Inline markup as TEI. Its text is that of the nodes to the letter; a note that is called and not there is left out. */
export function inlineTei(nodes: readonly Inline[], notes: NoteIds): string {
  let written = ''
  for (const node of nodes) {
    if (node.type === 'text') written += xmlText(node.text)
    else if (node.type === 'break') written += '<lb/>'
    else if (node.type === 'note') written += noteCall(node.label, notes)
    else written += elementTei(node, notes)
  }
  return written
}

function noteCall(label: string, notes: NoteIds): string {
  const id = notes.get(label)
  return id === undefined ? '' : xmlNode('ptr', '', { type: 'note', target: `#${id}`, n: wordOf(label) })
}

/** A label as one word, which the attribute `n` takes in every edition of TEI; undefined for none. */
export function wordOf(label: string): string | undefined {
  return label.trim().split(' ').join('_') || undefined
}

function elementTei({ element, href, children }: Extract<Inline, { type: 'element' }>, notes: NoteIds) {
  if (element === 'code' || element === 'kbd') return codeTei(children, notes)
  const content = inlineTei(children, notes)
  if (element === 'link')
    return xmlNode('ref', content, { target: asciiAddress(href ?? '').replace(LONE_PERCENT, '%25') })
  const [name, attributes] = ELEMENTS[element]
  return xmlNode(name, content, attributes)
}

/** TEI's `code` holds words alone. */
function codeTei(children: readonly Inline[], notes: NoteIds): string {
  if (children.every(({ type }) => type === 'text')) return xmlNode('code', xmlText(wordsOf(children)))
  return xmlNode('hi', inlineTei(children, notes), { rend: 'code' })
}

/** The lines of a tree, each of which has the blank at its end that stands in the place of the line's. */
export function linesOf(nodes: readonly Inline[]): Inline[][] {
  const lines: Inline[][] = [[]]
  for (const node of nodes) {
    if (node.type === 'break') lines.push([])
    else if (node.type === 'element') {
      for (const [at, children] of linesOf(node.children).entries()) {
        if (at > 0) lines.push([])
        lines.at(-1)!.push({ ...node, children })
      }
    } else lines.at(-1)!.push(node)
  }
  return lines
}
