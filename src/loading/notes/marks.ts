/** Where a block has what may be the mark of a note: `<sup>1</sup>`, `¹`, `[1]`, `*`. */
import { type DraftBlock, type Piece, type Span, textOf } from '../draft.ts'
import { onTheLine } from './scripts.ts'

/** A possible mark, as a run of the block's text (UTF-16 units). */
export interface Mark extends Span {
  /** What it refers by, on the line: `1`, `*`, `a`. */
  name: string
  form: 'sup' | 'sub' | 'raised' | 'bracket' | 'sign' | 'bare'
  /** The pieces of the tags around it. */
  tags: readonly Piece[]
}

const NAME = /^[[(]?\s*(\d{1,3}|[*∗†‡§¶]{1,4}|[a-zA-Z])(?:\s*[,–-]\s*\d{1,3})*\s*[\])]?$/u
const OTHER_MARKS =
  /(?<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[(?<bracket>\d{1,3}|[*†‡])\]|(?<=[\p{L}\p{N}.,;:!?"'’”)\]])(?<sign>\*{1,4}|[†‡]{1,3})(?=[\s.,;:!?)\]'"’”]|$)|^(?<first>\*{1,4}|[†‡§]{1,3})(?=\s?\S)/gu

/** The possible marks of a block, in order; superscripts and subscripts that are none have their own text as name. */
export function marksOf(source: string, block: DraftBlock): Mark[] {
  const scripts = scriptsOf(source, block)
  const others = [...block.text.matchAll(OTHER_MARKS)].flatMap(({ index, 0: whole, groups }): Mark[] => {
    const span = { start: index, end: index + whole.length }
    if (scripts.some((mark) => mark.start < span.end && mark.end > span.start)) return []
    const { raised, bracket, sign, first } = groups!
    if (raised !== undefined)
      return [{ ...span, name: [...raised].map(onTheLine).join(''), form: 'raised', tags: [] }]
    if (bracket !== undefined) return [{ ...span, name: bracket, form: 'bracket', tags: [] }]
    return [{ ...span, name: (sign ?? first)!, form: 'sign', tags: [] }]
  })
  return [...scripts, ...others].sort((a, b) => a.start - b.start)
}

const ONE_TAG = /^<[^<>]+>$/

/** The runs between the tags `sup` and `sub`. */
function scriptsOf(source: string, block: DraftBlock): Mark[] {
  const found: Mark[] = []
  let at = 0
  let open: { form: 'sup' | 'sub'; start: number; tags: Piece[] } | undefined
  for (const piece of block.pieces) {
    at += textOf(source, piece).length
    if (piece.op !== 'drop' || piece.rule !== 'html') continue
    const told = /^tag:(\/?)(sup|sub)$/.exec(piece.kind)
    const tags = piece.kind.startsWith('tag:')
      ? told === null
        ? []
        : [told]
      : source.slice(piece.start, piece.end).matchAll(/<(\/?)(sup|sub)\b[^<>]*>/gi)
    for (const [, slash, name] of tags) {
      const form = name!.toLowerCase() as 'sup' | 'sub'
      if (slash === '') open = { form, start: at, tags: [piece] }
      else if (open?.form === form) {
        const around = [...open.tags, piece].filter((tag) => ONE_TAG.test(source.slice(tag.start, tag.end)))
        found.push(scriptMark(block.text, { ...open, end: at, tags: around }))
        open = undefined
      }
    }
  }
  return found.filter(({ start, end }) => end > start)
}

function scriptMark(text: string, { form, start, end, tags }: Omit<Mark, 'name'>): Mark {
  const words = text.slice(start, end)
  return { form, start, end, tags, name: NAME.exec(words.trim())?.[1] ?? words }
}
