/** Pandoc's line blocks (pandoc manual, extension `line_blocks`): lines that begin with `| ` keep their breaks, as verse. */
import type { DraftBlock } from '../../loading/draft.ts'
import { linesOf } from '../../loading/lines.ts'
import { changeRuns, type RunChange } from '../../loading/piece-runs.ts'

/** The blocks, with paragraphs all of whose lines begin so as verse, and their bars as marks. */
export function readLineBlocks(source: string, blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.map((block) => (isLineBlock(source, block) ? asVerse(source, block) : block))
}

function isLineBlock(source: string, block: DraftBlock): boolean {
  if (block.kind !== 'p' || !block.text.startsWith('| ')) return false
  const lines = linesOf(source, block)
  return lines.length > 1 && lines.every(({ text }) => /^\|(?: [^|]*)?$/.test(text))
}

function asVerse(source: string, block: DraftBlock): DraftBlock {
  const changes = [...block.text.matchAll(/(?<=^| )\|(?: |$)/g)].map(
    ({ index, 0: bar }): RunChange => ({
      start: index,
      end: index + bar.length,
      text: '',
      kind: 'markup',
      rule: 'line-block',
      role: 'markup',
    }),
  )
  const changed = changeRuns(source, block, changes)
  const pieces = changed.pieces.map((piece) => (piece.kind === 'p' ? { ...piece, kind: 'verse' } : piece))
  return { ...changed, kind: 'verse', pieces }
}
