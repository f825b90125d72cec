/** The styles that come with the server. */
import { readFileSync } from 'node:fs'
import { describeStyle, type Style, type StyleSource } from './style.ts'

/** Styles that were written for Colophon: the file's name is the id. */
const OWN = ['chicago-author-date', 'chicago-notes-bibliography', 'ieee', 'modern-language-association']

/** Styles of the CSL project; a file that was changed says so. The file's name is the id. */
const OF_THE_PROJECT = ['apa', 'harvard-cite-them-right', 'nlm-citation-sequence']

/** The locale that a style is written for, where its file does not say. */
const LOCALES: Readonly<Record<string, string>> = {
  // Cite Them Right is a British handbook; the file has words of its own for en-GB.
  'harvard-cite-them-right': 'en-GB',
}

/** The styles that were written for Colophon, then those of the CSL project. */
export function bundledStyles(): Style[] {
  return [
    ...OWN.map((id) => bundledStyle(id, 'colophon')),
    ...OF_THE_PROJECT.map((id) => bundledStyle(id, 'package')),
  ]
}

function bundledStyle(id: string, source: StyleSource): Style {
  const style = describeStyle(id, source, readFileSync(new URL(`./${id}.csl`, import.meta.url), 'utf8'))
  return { ...style, defaultLocale: style.defaultLocale ?? LOCALES[id] ?? null }
}
