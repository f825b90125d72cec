/** What the parser of LaTeX makes, as far as a manuscript needs it. */
import type { getParser } from '@unified-latex/unified-latex-util-parse'
import type { Span } from '../../../loading/draft.ts'

export type Node = ReturnType<ReturnType<typeof getParser>['parse']>['content'][number]
export type Macro = Extract<Node, { type: 'macro' }>
export type Environment = Extract<Node, { env: string; content: unknown[] }>
type Argument = NonNullable<Macro['args']>[number]

/** Where a node stands; the arguments of a macro stand behind it. */
export function spanOf({ position }: Node): Span {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 }
}

/** The argument of a signature at an index, when it is there. */
export function argumentOf(node: Macro | Environment, at: number): readonly Node[] | undefined {
  const argument = node.args?.[at]
  return argument && argument.openMark !== '' ? argument.content : undefined
}

/** The last argument in braces: what most macros print. */
export function printedOf(node: Macro): readonly Node[] | undefined {
  return node.args?.findLast(({ openMark }: Argument) => openMark === '{')?.content
}

/** Where the brace or the command stands in a source that ends some content. */
export function endOf(source: string, content: readonly Node[], otherwise: number): number {
  const last = content.at(-1)
  if (!last) return otherwise
  const inner = last.type === 'macro' ? last.args?.findLast(({ openMark }) => openMark !== '') : undefined
  const end = inner
    ? endOf(source, inner.content, spanOf(last).end) + inner.closeMark.length
    : spanOf(last).end
  return end + (/^\s*/.exec(source.slice(end, end + 200))?.[0].length ?? 0)
}
