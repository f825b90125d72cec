/**
 * citeproc's `author-only` cite is made for notes of legal writing: it drops quotation marks and italics,
 * and keeps "&". A sentence wants “Title” (2011) and Kinna and Bottici (2012) (APA 8.11, 8.17; MLA 6.6).
 */
import type { Engine } from 'citeproc'

/** Runs `cite` while the processor keeps decorations, prints "&" as the locale's word, and adds no parentheses. */
export function authorInProse(processor: Engine, cite: () => string): string {
  const extensions = processor.opt.development_extensions
  const layout = processor.citation.opt
  const { layout_prefix, layout_suffix } = layout
  // The locales answer no symbol for "and" (see locales.ts), so that citeproc falls back to the word.
  extensions.expect_and_symbol_form = true
  layout.layout_prefix = ''
  layout.layout_suffix = ''
  Object.defineProperty(processor.tmp, 'suppress_decorations', {
    get: () => false,
    set() {},
    configurable: true,
  })
  try {
    return cite()
  } finally {
    const plain = { value: false, writable: true, configurable: true, enumerable: true }
    Object.defineProperty(processor.tmp, 'suppress_decorations', plain)
    layout.layout_prefix = layout_prefix
    layout.layout_suffix = layout_suffix
    extensions.expect_and_symbol_form = false
  }
}
