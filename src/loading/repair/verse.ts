/** Text whose lines carry meaning: verse, posters, lists without marks. No sentence is sought across them. */
import type { DraftBlock } from '../draft.ts'
import { isBreak, linesOf } from '../lines.ts'
import { endsInFunctionWord } from './function-words.ts'
import { endsSentence } from './sentence-end.ts'

/** Longest line of verse, in characters. */
const LONGEST_LINE = 72
/** A longer one that ends in `the` or `of` was cut. */
const SHORT_LINE = 40
/** Characters beyond which a block is no run of lines. */
const LONGEST = 2000

/** Whether a block is set in lines: several short ones that break hard, or that all begin with a capital. */
export function isSetInLines(source: string, block: DraftBlock): boolean {
  if (block.text.length > LONGEST || !block.pieces.some(isBreak)) return false
  const lines = linesOf(source, block)
  if (lines.length < 2 || lines.some((line) => line.text.length > LONGEST_LINE)) return false
  if (block.pieces.some(({ kind }) => kind === 'hardbreak')) return true
  return lines.length > 2 && lines.every((line) => /^[\p{P}\s]*\p{Lu}/u.test(line.text))
}

/**
 * Whether the blocks at `index` and behind it stand among short blocks that end no sentence: in prose a page cuts one
 * now and then, and the blocks around it are long or end. Two of them are enough, and three where a page ends.
 */
export function standsAmongLines(
  source: string,
  blocks: readonly DraftBlock[],
  { index, atPageBreak }: { index: number; atPageBreak: boolean },
): boolean {
  const isLine = (at: number) => {
    const block = blocks[at]
    return (
      block !== undefined &&
      block.kind !== 'heading' &&
      (isSetInLines(source, block) ||
        (block.text.length <= LONGEST_LINE &&
          !endsSentence(block.text) &&
          !(block.text.length > SHORT_LINE && endsInFunctionWord(block.text))))
    )
  }
  if (!isLine(index)) return false
  return atPageBreak ? isLine(index + 1) && isLine(index - 1) : isLine(index + 1) || isLine(index - 1)
}
