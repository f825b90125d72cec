/** An archive of small works whose authors have names of many kinds. */
import type { Test } from 'tap'
import type { GivenMetadata } from '../../src/loading/metadata/given-metadata-schema.ts'
import { buildTestApp, type TestApp } from './app.ts'

/** A work: the head, and its paragraphs. */
interface Small {
  head: GivenMetadata
  paragraphs: string[]
}

const person = (family: string, given: string) => ({ family, given })

/** No two have words in common but where a test wants it. */
export const SMALL_WORKS = {
  lanterns: {
    head: {
      title: 'Lanterns over the Weir: A Chronicle',
      authors: [person('Müller', 'Jörg Albrecht')],
      issued: '1999',
      url: 'https://www.weir.example/lanterns/',
      doi: '10.5555/weir.1999.7',
    },
    paragraphs: [
      'The lanterns were carried down to the weir before dusk, and nobody counted them.',
      'Every household had promised two candles; most of them brought only one.',
      'A clerk wrote the names of the absent on the door of the chapel.',
      'By midnight the water had put out what the wind had spared.',
    ],
  },
  ferries: {
    head: { title: 'Ferries in Winter', authors: [person('Müller', 'Jörg Albrecht')], issued: '2004' },
    paragraphs: [
      'No ferry crossed between Epiphany and the first of March that year.',
      'The ferrymen mended nets for the villages upstream and were paid in rye.',
    ],
  },
  orchards: {
    head: {
      title: 'Orchards and Debt',
      authors: [person('van der Berg', 'Anna'), person('O’Brien', 'Seán'), person('García Márquez', 'Lucía')],
      issued: '2011-05',
    },
    paragraphs: [
      'An orchard that is mortgaged in spring is seldom harvested by its owner.',
      'The lenders of the valley kept their ledgers in two hands.',
      'Every household had promised two candles; most of them brought only one.',
    ],
  },
  report: {
    head: {
      title: 'Annual Report on River Crossings',
      authors: [{ literal: 'World Crossings Organization' }],
      issued: '2016',
    },
    paragraphs: ['Eleven crossings were closed for repair, and four of them were never opened again.'],
  },
} satisfies Record<string, Small>

/** The application over the small works and the seed. */
export async function buildAttributedApp(t: Test): Promise<TestApp> {
  const test = await buildTestApp(t)
  for (const { head, paragraphs } of Object.values<Small>(SMALL_WORKS))
    await test.writer.importSource({
      bytes: Buffer.from(`${paragraphs.join('\n\n')}\n`),
      mediaType: 'text/markdown',
      manifest: head,
    })
  return test
}
