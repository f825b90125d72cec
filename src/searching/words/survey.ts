import { nextTurn } from '../../bounds/next-turn.ts'
import { printName } from '../../loading/metadata/print-name.ts'
import type { Reads } from '../../store/store.ts'
import type { HitFilter, ParagraphHit } from '../../store/texts.ts'
import type { RankedText } from './search-plan.ts'
import { type SearchWindows, TOP } from './search-windows.ts'

/** What paragraphs are counted by. */
export const FACETS = ['author', 'year', 'language'] as const
export type Facet = (typeof FACETS)[number]

/** In what order paragraphs come: the best first, or by the date of their works. */
export const ORDERS = ['relevance', 'newest', 'oldest'] as const
export type Order = (typeof ORDERS)[number]

/** A value and how many of the paragraphs have it. */
export interface FacetCount {
  value: string
  count: number
}

/** A paragraph that answers, with the text that it has. */
export interface SurveyedHit {
  hit: ParagraphHit
  text: RankedText
}

/** What there is of a search, as far as it was looked through. */
export interface Survey {
  hits: SurveyedHit[]
  /** Whether this is all. */
  isComplete: boolean
}

/** Texts that are looked through, and their characters together: some 400 ms. */
const MOST_TEXTS = 2000
const MOST_CHARACTERS = 8_000_000
/** Texts whose paragraphs are asked for at a time. */
const AT_A_TIME = 50
/** Values of a facet that are told: those that the most paragraphs have. */
const MOST_VALUES = 20

/** Looks through all that answers a search, within bounds that are the same whenever it is done. */
export async function surveyed(reads: Reads, windows: SearchWindows, filter: HitFilter): Promise<Survey> {
  const hits: SurveyedHit[] = []
  let texts = 0
  let characters = 0
  for (let below: number | null = TOP; below !== null; ) {
    if (texts >= MOST_TEXTS || characters >= MOST_CHARACTERS) return { hits, isComplete: false }
    const window = await windows.below(below)
    for (let at = 0; at < window.ranked.length; at += AT_A_TIME) {
      const some = window.ranked.slice(at, at + AT_A_TIME)
      const found = await reads.texts.hits(
        some.map(({ no }) => no),
        filter,
      )
      for (const [n, text] of some.entries()) for (const hit of found[n]!) hits.push({ hit, text })
      await nextTurn()
    }
    texts += window.ranked.length
    characters += window.ranked.reduce((sum, { text }) => sum + text.length, 0)
    below = window.below
  }
  return { hits, isComplete: true }
}

/** The hits in an order by date, the best first of those of one date; those without a date last. */
export function inOrder(hits: readonly SurveyedHit[], order: Order): SurveyedHit[] {
  const sign = order === 'oldest' ? 1 : -1
  return [...hits].sort((a, b) => {
    const [one, other] = [a.hit.issuedFrom, b.hit.issuedFrom]
    if (order === 'relevance' || one === other) return b.text.score - a.text.score
    if (one === null || other === null) return one === null ? 1 : -1
    return one < other ? -sign : sign
  })
}

/** How many of the hits have each value, the commonest first. */
export async function facetsOf(
  { works }: Pick<Reads, 'works'>,
  hits: readonly SurveyedHit[],
  facets: readonly Facet[],
): Promise<Partial<Record<Facet, FacetCount[]>>> {
  const authors = facets.includes('author')
    ? await works.byIds(new Set(hits.map(({ hit }) => hit.work)))
    : undefined
  const values: Record<Facet, (hit: ParagraphHit) => (string | null)[]> = {
    author: ({ work }) => authors?.get(work)?.metadata.authors.map(printName) ?? [],
    year: ({ issuedFrom }) => [issuedFrom === null ? null : /^-?\d+/.exec(issuedFrom)![0]],
    language: ({ language }) => [language],
  }
  return Object.fromEntries(
    facets.map((facet) => [facet, counted(hits.flatMap(({ hit }) => values[facet](hit)))]),
  )
}

function counted(values: readonly (string | null)[]): FacetCount[] {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES)
}
