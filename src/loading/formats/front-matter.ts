/** YAML front matter: metadata at the head of a markdown file, between two lines of three hyphens. */
import { type Document, isMap, isScalar, parseDocument, type Scalar } from 'yaml'
import type { Statement } from '../metadata/statement.ts'
import type { BlockBuilder } from './block-builder.ts'

const FENCED = /^\ufeff?---[ \t]*(?:\r\n|\n|\r)([\s\S]*?)(?:\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/
/** Front matter beyond this many characters is text. */
const LONGEST = 65_536

/** Where the text begins. Front matter is dropped as markup and its values become statements, in UTF-16 units. */
export function readFrontMatter(source: string, builder: BlockBuilder): number {
  const bom = source.startsWith('\ufeff') ? 1 : 0
  const match = FENCED.exec(source.slice(0, LONGEST))
  const statements =
    match === null ? undefined : statementsOf(match[1]!, match[0].indexOf(match[1]!, bom + 3))
  if (match === null || statements === undefined) {
    builder.drop(0, bom, 'byte-order-mark')
    return bom
  }
  builder.draft.statements.push(...statements)
  builder.add({
    start: 0,
    end: match[0].length,
    kind: 'front-matter',
    role: 'markup',
    op: 'drop',
    rule: 'yaml-front-matter',
  })
  return match[0].length
}

/** Undefined when it is no mapping: then it was a rule and a heading. */
function statementsOf(yaml: string, base: number): Statement[] | undefined {
  const document = parseDocument(yaml, { schema: 'core', uniqueKeys: false, logLevel: 'silent' })
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined
  return document.contents.items.flatMap(({ key, value }) => {
    const field = isScalar(key) ? String(key.value) : undefined
    const range = (value as Scalar | null)?.range
    if (field === undefined || range === null || range === undefined) return []
    const [start, end] = range
    const raw = yaml.slice(start, end).trimEnd()
    return [
      {
        field: `frontMatter.${field}`,
        value: plainValue(value as Scalar, document, raw),
        raw,
        start: base + start,
        end: base + start + raw.length,
        certainty: 'certain' as const,
        origin: 'parsed' as const,
        rule: 'yaml-front-matter',
      },
    ]
  })
}

/** Aliases are not resolved: they could make a small file large. */
function plainValue(value: Scalar, document: Document.Parsed, raw: string): unknown {
  try {
    return value.toJS(document, { maxAliasCount: 0 })
  } catch {
    return raw
  }
}
