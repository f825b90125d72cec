/** Sources whose places are known, out of three corpora: a tale full of marks, a novel's chapters, an article. */

import { readdirSync, readFileSync } from 'node:fs'
import type { ArchiveWriter } from '../../../src/archive/writer.ts'
import type { Name } from '../../../src/loading/metadata/metadata.ts'
import { SMALL_WORKS } from '../../support/attributed-archive.ts'
import type { Source } from '../../support/cited-quotations.ts'
import { quotedCorpora } from './works.ts'

/** Whose works they are: as they are given, as a sentence has them, and as a list of references has the first. */
const AUTHORS: readonly { authors: Name[]; names: string; inverted: string }[] = [
  { authors: [{ family: 'Müller', given: 'Jörg Albrecht' }], names: 'Müller', inverted: 'Müller, J. A.' },
  {
    authors: [
      { family: 'van der Berg', given: 'Anna' },
      { family: 'O’Brien', given: 'Seán' },
      { family: 'García Márquez', given: 'Lucía' },
    ],
    names: 'van der Berg et al.',
    inverted: 'van der Berg, A., O’Brien, S., & García Márquez, L.',
  },
  { authors: [{ family: 'Al Shami', given: 'Leila' }], names: 'Al Shami', inverted: 'Al Shami, L.' },
  {
    authors: [{ literal: 'World Crossings Organization' }],
    names: 'World Crossings Organization',
    inverted: 'World Crossings Organization',
  },
  {
    authors: [
      { family: 'Þórsdóttir', given: 'Ásta' },
      { family: 'Nguyễn', given: 'Văn An' },
    ],
    names: 'Þórsdóttir and Nguyễn',
    inverted: 'Þórsdóttir, Á., & Nguyễn, V. A.',
  },
  { authors: [{ family: 'Łukasiewicz', given: 'Jan' }], names: 'Łukasiewicz', inverted: 'Łukasiewicz, J.' },
  { authors: [{ family: 'Le Guin', given: 'Ursula K.' }], names: 'Le Guin', inverted: 'Le Guin, U. K.' },
]
const TITLES = [
  'Lanterns over the Weir',
  'Orchards and Debt',
  'What the Water Left',
  'On Bells, Nets and Rye',
  'The Second Winter',
  'Ledgers of a Valley',
  'Crossings: A Report',
  'Salt',
  'The Keeper’s Hours',
  'A Harbour in Frost',
  'Notes from the Pier',
  'Years of the Ferry',
]

/** Puts works into an archive and gives quotations of each, with where they stand. */
export async function importSources(writer: ArchiveWriter): Promise<Source[]> {
  const sources: Source[] = []
  const { head, paragraphs: ferries } = SMALL_WORKS.ferries
  await writer.importSource({
    bytes: Buffer.from(ferries.join('\n\n')),
    mediaType: 'text/plain',
    manifest: head,
  })
  for (const [at, paragraphs] of texts().entries()) {
    const { authors, names, inverted } = AUTHORS[at % AUTHORS.length]!
    const title = TITLES[at % TITLES.length]!
    const year = `${1891 + 7 * at}`
    const { work } = await writer.importSource({
      bytes: Buffer.from(paragraphs.join('\n\n')),
      mediaType: 'text/plain',
      manifest: { title, authors, issued: year },
    })
    for (const [paragraph, quoted] of quotable(paragraphs))
      sources.push({ quoted, names, inverted, year, title, key: work, paragraph })
  }
  return sources
}

function texts(): string[][] {
  const [harbour] = quotedCorpora()
  const tale = harbour!.texts[0]!.blocks.map(({ text }) => text)
  const folder = new URL('../../fixtures/booklet-like/', import.meta.url)
  const chapters = readdirSync(folder)
    .filter((name) => name.endsWith('.truth.json'))
    .map((name): string[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8')).paragraphs)
  const seed = new URL('../../fixtures/seed/seed.expected.json', import.meta.url)
  const article = JSON.parse(readFileSync(seed, 'utf8')).paragraphs.map(({ text }: { text: string }) => text)
  return [tale.slice(0, 20), ...chapters, tale.slice(20, 40), article, tale.slice(40)]
}

/** Of each of the first eight paragraphs a run of nine words without any mark, which stands nowhere else. */
function quotable(paragraphs: readonly string[]): [number: number, words: string][] {
  const whole = paragraphs.join('\n')
  return paragraphs.slice(0, 8).flatMap((text, at): [number, string][] => {
    const runs = text.match(/\p{L}+(?: [\p{L}’]+){8}(?= )/gu) ?? []
    const found = runs.find((words) => whole.split(words).length === 2)
    return found === undefined ? [] : [[at + 1, found]]
  })
}
