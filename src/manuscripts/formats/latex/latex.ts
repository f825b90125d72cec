import { getParser } from '@unified-latex/unified-latex-util-parse'
import { MEBIBYTE } from '../../../formats/format.ts'
import { SourceSink } from '../../../formats/source-sink.ts'
import { decodeSource } from '../../../loading/decode.ts'
import { SourceTooComplex } from '../../../loading/errors.ts'
import type { ManuscriptDraft, ManuscriptFormat } from '../format.ts'
import { beginningOf } from '../texts.ts'
import { LatexWalk } from './latex-walk.ts'
import type { Node } from './nodes.ts'
import { piecesOf } from './pieces.ts'
import { Shortened } from './shortened.ts'
import { ENVIRONMENTS, MACROS } from './signatures.ts'

/** LaTeX, whose macros are not run. */
export const latex: ManuscriptFormat = {
  title: 'LaTeX',
  mediaTypes: ['application/x-tex', 'application/x-latex', 'text/x-tex'],
  extensions: ['tex', 'latex', 'ltx'],
  mostBytes: MEBIBYTE,
  packed: false,
  read: (bytes) => readLatex(decodeSource(bytes, MEBIBYTE)),
  recognises: (bytes) => /\\(?:documentclass|usepackage|begin\{(?:document|quot))/.test(beginningOf(bytes)),
}

function readLatex(source: string): ManuscriptDraft {
  const sink = new SourceSink(source)
  try {
    const shortened = new Shortened(source)
    const walk = new LatexWalk(source, sink)
    for (const nodes of nodesOf(shortened.text)) {
      shortened.place(nodes.content, nodes.start)
      walk.next(nodes.content)
    }
    walk.finish()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new SourceTooComplex('Groups or environments are nested too deeply. Send the manuscript in parts.')
  }
  return { ...sink.finish(), stops: [] }
}

/** What is parsed of a text, piece by piece, and where each begins. */
function* nodesOf(text: string): Generator<{ content: Node[]; start: number }> {
  const parser = getParser({ macros: MACROS, environments: ENVIRONMENTS })
  for (const { start, end } of piecesOf(text))
    yield { content: parser.parse(text.slice(start, end)).content, start }
}
