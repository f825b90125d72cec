/** The citations of LaTeX as pandoc writes them, so that those of all formats are read alike. */
import type { Macro, Node } from './nodes.ts'
import { CITES } from './signatures.ts'

const BRACKETS = new Set(CITES.bracket.split(' '))
const YEARS = new Set(CITES.year.split(' '))
const SENTENCES = new Set(CITES.sentence.split(' '))

/** Whether a macro cites. */
export function isCite(name: string): boolean {
  return BRACKETS.has(name) || YEARS.has(name) || SENTENCES.has(name)
}

/**
 * `[see @a; @b, p. 3]` of `\autocite[see][p.~3]{a,b}`, `@a [p. 3]` of `\textcite[p.~3]{a}`, `[-@a]` of `\citeyear{a}`.
 *
 * @param macro its arguments are a star, prenote and postnote, and the keys; one note alone is the postnote
 */
export function citationOf(
  {
    content = '',
    args = [],
  }: { content?: string; args?: readonly (NonNullable<Macro['args']>[number] | undefined)[] },
  render: (nodes: readonly Node[]) => string,
): string {
  const of = (at: number) => (args[at]?.openMark ? render(args[at].content).trim() : undefined)
  const [, first, second, keyed = ''] = [undefined, of(1), of(2), of(3)]
  const [before, behind] = second === undefined ? ['', first ?? ''] : [first ?? '', second]
  const keys = keyed.split(',').flatMap((key) => key.trim() || [])
  if (keys.length === 0) return ''
  const note = behind && `, ${behind}`
  if (SENTENCES.has(content)) return `${keys.map((key) => `@${key}`).join(', ')}${behind && ` [${behind}]`}`
  const sign = YEARS.has(content) ? '-@' : '@'
  return `[${before && `${before} `}${keys.map((key) => `${sign}${key}`).join('; ')}${note}]`
}
