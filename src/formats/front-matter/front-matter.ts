/** Front matter: metadata at the head of a Markdown file. */
import type { BlockBuilder } from '../block-builder.ts'
import { readMultiMarkdownHead } from './multimarkdown-head.ts'
import { readObjectHead } from './object-head.ts'
import { readPandocHead } from './pandoc-head.ts'
import { readTomlHead } from './toml-head.ts'
import { readYamlHead } from './yaml-head.ts'

/** Front matter beyond this many characters is text. */
const LONGEST = 65_536

/** Where the text begins. Front matter is dropped as markup and its values become statements, in UTF-16 units. */
export function readFrontMatter(source: string, builder: BlockBuilder): number {
  const beginning = source.slice(0, LONGEST)
  const head =
    readYamlHead(beginning) ??
    readTomlHead(beginning) ??
    readObjectHead(beginning) ??
    readPandocHead(beginning) ??
    readMultiMarkdownHead(beginning)
  if (head === undefined) {
    const bom = source.startsWith('\ufeff') ? 1 : 0
    builder.drop(0, bom, 'byte-order-mark')
    return bom
  }
  const { end, rule, statements, warnings } = head
  builder.draft.statements.push(...statements)
  builder.draft.warnings.push(...warnings)
  builder.add({ start: 0, end, kind: 'front-matter', role: 'markup', op: 'drop', rule })
  return end
}
