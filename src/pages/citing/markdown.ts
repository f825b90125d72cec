import type { PhrasingContent, RootContent } from 'mdast'
import { toMarkdown } from 'mdast-util-to-markdown'
import type { Citation } from '../../citing/citer.ts'
import type { Citable } from '../../wire/cited.ts'

/** What a writer pastes into Markdown: the words with their citation and address, or the citation alone. */
export function citationMarkdown({ passage, url }: Citable, { bibliography, inText }: Citation): string {
  const source: PhrasingContent[] = [
    { type: 'text', value: `${passage ? inText.text || bibliography.text : bibliography.text} ` },
    { type: 'link', url, children: [{ type: 'text', value: url }] },
  ]
  const quoted: RootContent[] = passage
    ? [
        {
          type: 'blockquote',
          children: [{ type: 'paragraph', children: [{ type: 'text', value: passage.exact }] }],
        },
      ]
    : []
  return toMarkdown({
    type: 'root',
    children: [...quoted, { type: 'paragraph', children: source }],
  }).trimEnd()
}
