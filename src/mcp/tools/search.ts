import { type Static, Type } from 'typebox'
import type { SearchHitSchema } from '../../wire/schemas/search.ts'
import { askJson, withQuery } from '../api.ts'
import { nameOfWork } from '../named.ts'
import { tool } from '../tool.ts'
import { Work } from './inputs.ts'

interface Hits {
  items: Static<typeof SearchHitSchema>[]
  next: string | null
}

export const SEARCH = tool({
  name: 'search',
  title: 'Search the archive',
  description:
    'Find paragraphs by words they contain, in any form; those with all of them first. "In quotation marks" finds a phrase; OR, NOT, NEAR and aband* work. Use this to find passages on a subject or half remembered; use verify_quote to check words that you already have.',
  input: Type.Object({
    query: Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'Words, or a phrase in quotation marks.',
    }),
    author: Type.Optional(Type.String({ maxLength: 200, description: 'Part of an author’s name.' })),
    language: Type.Optional(Type.String({ maxLength: 35, description: 'Such as en.' })),
    year: Type.Optional(Type.String({ maxLength: 60, description: 'Year of the work.' })),
    work: Work,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 25, description: 'Default: 10.' })),
    cursor: Type.Optional(Type.String({ maxLength: 500, description: '"next" of the answer before.' })),
  }),
  async call(ask, { query, author, language, year, work, limit = 10, cursor }) {
    const within = work && nameOfWork(work)
    const path = withQuery('/search', {
      q: query,
      author,
      language,
      issued: year,
      work: within,
      limit,
      cursor,
    })
    const { items, next } = await askJson<Hits>(ask, { path })
    const more = next && new URL(next).searchParams.get('cursor')
    const hits = items.map(({ text, work: { title }, number, url, citation }) => ({
      ...{ text, work: title, paragraph: number, address: url, citation },
    }))
    const lines = hits.map(
      ({ text, work: title, paragraph, address }) => `${title}, paragraph ${paragraph}\n${address}\n${text}`,
    )
    const found =
      hits.length === 0 ? 'No paragraph has all these words. Try fewer, or other forms of them.' : ''
    const rest = more ? `There is more: call again with cursor ${JSON.stringify(more)}.` : ''
    return { text: [found, ...lines, rest].filter(Boolean).join('\n\n'), data: { hits, next: more || null } }
  },
})
