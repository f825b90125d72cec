/** The macros of csquotes that quote, and what their arguments are. */
import { argumentOf, type Macro, type Node } from './nodes.ts'

/** What a macro quotes. */
interface MacroQuotation {
  /** Set off as a block when it is long. */
  isBlock: boolean
  /** Between the inner marks. */
  isInner: boolean
  words: readonly Node[]
  /** What is cited with it, as its writer words it. */
  cite: readonly Node[] | undefined
  /** Star, prenote, postnote and key, as a macro that cites has them. */
  cited: Macro['args']
  punctuation: readonly Node[] | undefined
}

const ENQUOTE = /^(?:enquote|(?:foreign|hyphen)quote)$/
const QUOTE = /^(?:foreign|hyphen)?(text|block)(c?)quote$/

/** What a macro quotes; undefined when it quotes nothing. */
export function quotationOf(node: Macro): MacroQuotation | undefined {
  const name = node.content
  const isForeign = /^(?:foreign|hyphen)/.test(name) ? 1 : 0
  const at = (index: number) => argumentOf(node, index + isForeign)
  const isInner = node.args?.[0]?.content.length === 1
  const nothing = { isBlock: false, isInner, cite: undefined, cited: undefined, punctuation: undefined }
  if (ENQUOTE.test(name)) return { ...nothing, words: at(1) ?? [] }
  const [, form, cites] = QUOTE.exec(name) ?? []
  if (form === undefined) return undefined
  const isBlock = form === 'block'
  if (cites === '') return { ...nothing, isBlock, cite: at(1), punctuation: at(2), words: at(3) ?? [] }
  const cited = [node.args![0]!, ...node.args!.slice(1 + isForeign, 4 + isForeign)]
  return { ...nothing, isBlock, cited, punctuation: at(4), words: at(5) ?? [] }
}
