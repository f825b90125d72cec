import { getParser } from '@unified-latex/unified-latex-util-parse'
import { decodeSource } from '../../../loading/decode.ts'
import { SourceTooComplex } from '../../../loading/errors.ts'
import { MEBIBYTE } from '../../../loading/formats/format.ts'
import { SourceSink } from '../../../loading/formats/source-sink.ts'
import type { ManuscriptDraft, ManuscriptFormat } from '../format.ts'
import { beginningOf } from '../texts.ts'
import { LatexWalk } from './latex-walk.ts'
import type { Node } from './nodes.ts'
import { ENVIRONMENTS, MACROS } from './signatures.ts'

/** LaTeX, whose macros are not run. The parser takes 17 µs a character. */
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
    const { content } = getParser({ macros: MACROS, environments: ENVIRONMENTS }).parse(source)
    new LatexWalk(source, sink).walk(documentOf(content))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new SourceTooComplex('Groups or environments are nested too deeply. Send the manuscript in parts.')
  }
  return { ...sink.finish(), stops: [] }
}

/** What stands before `\begin{document}` is not printed. */
function documentOf(content: Node[]): Node[] {
  const document = content.find((node) => node.type === 'environment' && node.env === 'document')
  return document?.type === 'environment' ? document.content : content
}
