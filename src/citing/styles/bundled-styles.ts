/** The styles that come with the server. */
import { readFileSync } from 'node:fs'
import { packagedStyles } from './packaged-data.ts'
import { describeStyle, type Style } from './style.ts'

/** Styles of ours: the file's name is the id. */
const OWN = ['chicago-author-date', 'chicago-notes-bibliography', 'ieee', 'modern-language-association']

/** The package's key for a style → its id in the CSL project, and the locale that it is written for where its file does not say. */
const PACKAGED: Readonly<Record<string, { id: string; locale?: string }>> = {
  apa: { id: 'apa' },
  // Cite Them Right is a British handbook; the file has words of its own for en-GB.
  harvard1: { id: 'harvard-cite-them-right', locale: 'en-GB' },
  vancouver: { id: 'nlm-citation-sequence' },
}

/** Our own styles and those of @citation-js/plugin-csl. */
export function bundledStyles(): Style[] {
  const own = OWN.map((id) => describeStyle(id, 'colophon', readOwn(id)))
  const packaged = Object.entries(PACKAGED).flatMap(([key, { id, locale }]) => {
    const xml = packagedStyles()[key]
    if (xml === undefined) return []
    const style = describeStyle(id, 'package', xml)
    return [{ ...style, defaultLocale: style.defaultLocale ?? locale ?? null }]
  })
  return [...own, ...packaged]
}

function readOwn(id: string): string {
  return readFileSync(new URL(`./${id}.csl`, import.meta.url), 'utf8')
}
