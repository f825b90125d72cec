import type { PhrasingContent } from 'mdast'
import type { Inline } from '../markup/inline.ts'
import { wordsOf } from '../markup/inline.ts'

/**
 * Inline structure for the writer of Markdown. What Markdown has no marks for is written as the HTML that it was.
 *
 * @param labels those of the notes that the text has: a call of another one is left out
 */
export function phrasing(nodes: readonly Inline[], labels: ReadonlySet<string>): PhrasingContent[] {
  const written: PhrasingContent[] = []
  for (const [at, node] of nodes.entries()) {
    if (node.type === 'text') written.push({ type: 'text', value: node.text })
    else if (node.type === 'break') addBreak(written, nodes[at + 1])
    else if (node.type === 'element') written.push(...element(node, labels))
    else if (labels.has(node.label))
      written.push({ type: 'footnoteReference', identifier: node.label, label: node.label })
  }
  return written
}

/** The same for what is one line in Markdown. */
export function lineOf(nodes: PhrasingContent[]): PhrasingContent[] {
  return nodes.map((node) => (node.type === 'break' ? { type: 'text', value: ' ' } : node))
}

/** A line ends between words alone, and the blank in whose place it ends is not written. */
function addBreak(written: PhrasingContent[], next: Inline | undefined): void {
  const last = written.at(-1)
  if (last?.type !== 'text' || next?.type !== 'text' || !/\S $/.test(last.value) || !/^\S/.test(next.text))
    return
  last.value = last.value.slice(0, -1)
  written.push({ type: 'break' })
}

function element(
  { element, href, children }: Extract<Inline, { type: 'element' }>,
  labels: ReadonlySet<string>,
): PhrasingContent[] {
  const words = phrasing(children, labels)
  if (wordsOf(children).trim() === '') return words
  switch (element) {
    case 'em':
    case 'i':
      return [{ type: 'emphasis', children: words }]
    case 'strong':
    case 'b':
      return [{ type: 'strong', children: words }]
    case 'del':
    case 's':
      return [{ type: 'delete', children: words }]
    case 'code':
      return [{ type: 'inlineCode', value: wordsOf(children) }]
    case 'link':
      return [{ type: 'link', url: href!, children: words }]
    default:
      return [{ type: 'html', value: `<${element}>` }, ...words, { type: 'html', value: `</${element}>` }]
  }
}
