import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { ReadingText } from '../../../src/matching/reading-text.ts'
import { load } from '../../support/load.ts'
import { SHARED } from '../../support/root.ts'

/** Works in one language, as the loaders read them. */
export interface Corpus {
  name: string
  language: 'en' | 'ar' | 'he' | 'ja' | 'th'
  texts: ReadingText[]
}

const FIXTURES = new URL('../../fixtures/', import.meta.url)

/** The corpora that come with the project: the seed article and a declaration in four scripts. */
export function smallCorpora(): Corpus[] {
  const declarations = (['ar', 'he', 'ja', 'th'] as const).map((language) => ({
    name: `udhr-${language}`,
    language,
    texts: [reading(new URL(`udhr/${language}.txt`, FIXTURES))],
  }))
  const seed = reading(new URL('seed/breaking-the-siege-of-aleppo.md', FIXTURES))
  return [{ name: 'seed', language: 'en', texts: [seed] }, ...declarations]
}

/** A novel, one-verse paragraphs and one-paragraph speeches, at most so many files of each; only those that are there. */
export function largeCorpora(files = Number.POSITIVE_INFINITY): Corpus[] {
  return ['moby-dick', 'kjv', 'sotu']
    .map((name) => ({ name, folder: new URL(`${name}/`, SHARED) }))
    .filter(({ folder }) => existsSync(folder))
    .map(({ name, folder }) => ({
      name,
      language: 'en',
      texts: readdirSync(folder)
        .filter((file) => file !== 'README.md')
        .sort()
        .slice(0, files)
        .map((file) => reading(new URL(file, folder))),
    }))
}

function reading(file: URL): ReadingText {
  const mediaType = file.pathname.endsWith('.md') ? 'text/markdown' : 'text/plain'
  const { blocks } = load({ bytes: readFileSync(file), mediaType }).document
  return new ReadingText(
    blocks.map(({ text }, ordinal) => ({ ordinal, number: ordinal + 1, paragraph: null, text })),
  )
}
