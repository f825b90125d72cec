/**
 * The author as a sentence names them. citeproc's `author-only` cite is made for notes of legal writing: it
 * drops quotation marks and italics, and keeps "&". A sentence wants “Title” (2011) and Kinna and Bottici
 * (2012) (APA 8.11, 8.17; MLA 6.6).
 */
import { readFileSync } from 'node:fs'
import type { CiteItem, Engine } from 'citeproc'

/** Builds a processor of the same items and locale in another style. */
export type BuildProcessor = (styleXml: string) => Engine

/** citeproc's number for the position "subsequent" (CSL 1.0.2, "Choose"). */
export const SUBSEQUENT = 1

/** citeproc's words for a cite without content. */
const NO_PRINTED_FORM = /\[NO_PRINTED_FORM\]|\[CSL STYLE ERROR: reference with no printed form\.\]/

/** Names the author of the loaded item `id` in a sentence; '' where the style and the item name nobody. */
export type AuthorInProse = (id: string, format: string) => string

/**
 * By how the style cites: with names, what its cite says of the author. In notes, the author's full name, else what
 * a shortened note calls the work. With numbers, the family names, else the title. The last two are printed by small
 * styles of ours, each built when it is first needed: the author of a note is more than citeproc can cut out of it,
 * it leaves "no." and "vol." behind.
 */
export function authorInProse(processor: Engine, build: BuildProcessor): AuthorInProse {
  const full = namedBy('author-in-full', build)
  const short = namedBy('author-in-prose', build)
  return (id, format) => {
    processor.setOutputFormat(format)
    if (processor.opt.xclass === 'note')
      return full(id, format) || bareCite(processor, { id, position: SUBSEQUENT })
    return bareCite(processor, { id, 'author-only': true }) || short(id, format)
  }
}

function namedBy(style: string, build: BuildProcessor): AuthorInProse {
  let names: Engine | undefined
  return (id, format) => {
    names ??= build(readFileSync(new URL(`../styles/${style}.csl`, import.meta.url), 'utf8'))
    names.setOutputFormat(format)
    names.updateItems([id])
    const named = bareCite(names, { id })
    names.updateItems([])
    return named
  }
}

/** A cite's text, '' where the style prints nothing. */
export function printed(cite: string): string {
  return NO_PRINTED_FORM.test(cite) ? '' : cite
}

/** A cite that keeps decorations, prints "&" as the locale's word, and has no parentheses or full stop around it. */
function bareCite(processor: Engine, cite: CiteItem): string {
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
    return printed(processor.makeCitationCluster([cite]))
  } finally {
    const plain = { value: false, writable: true, configurable: true, enumerable: true }
    Object.defineProperty(processor.tmp, 'suppress_decorations', plain)
    layout.layout_prefix = layout_prefix
    layout.layout_suffix = layout_suffix
    extensions.expect_and_symbol_form = false
  }
}
