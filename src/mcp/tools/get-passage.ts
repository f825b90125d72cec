import { Type } from 'typebox'
import { type AskApi, askJson, ToolFailure, withQuery } from '../api.ts'
import { firstNamed, nameOfWork } from '../named.ts'
import { tool } from '../tool.ts'

/** At most so many paragraphs in one answer. */
const MOST_PARAGRAPHS = 20

interface Paragraph {
  number: number | null
  text: string
  url: string
  citation?: string
}

interface Passage extends Paragraph {
  exact?: string
  work: { title: string }
}

export const GET_PASSAGE = tool({
  name: 'get_passage',
  title: 'Read a passage',
  description:
    'Read the exact words at an address: a paragraph or quote that an answer named, or some numbered paragraphs of a work. Quote only words that you have read here.',
  input: Type.Object({
    of: Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'Address or id of a paragraph, quote or work.',
    }),
    from: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Of a work: number of the first paragraph.' }),
    ),
    to: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: `Of a work: number of the last, at most ${MOST_PARAGRAPHS} in all.`,
      }),
    ),
  }),
  async call(ask, { of, from, to }) {
    if (from !== undefined) return paragraphsOf(ask, nameOfWork(of), { from, to: to ?? from })
    const { path, found } = await firstNamed<Passage>(ask, of)
    if (path.startsWith('/works/') && !path.includes('/paragraphs/'))
      return paragraphsOf(ask, nameOfWork(of), { from: 1, to: MOST_PARAGRAPHS })
    const text = found.exact ?? found.text
    const data = { text, work: found.work.title, address: found.url, citation: found.citation ?? null }
    return { text: `${text}\n\n${found.work.title}\n${found.url}`, data }
  },
})

async function paragraphsOf(ask: AskApi, work: string, { from, to }: { from: number; to: number }) {
  if (to < from || to - from >= MOST_PARAGRAPHS)
    throw new ToolFailure(
      'invalid_parameter',
      `Ask for 1 to ${MOST_PARAGRAPHS} paragraphs: "to" is the number of the last.`,
    )
  const base = `/works/${encodeURIComponent(work)}`
  const { title, url, paragraphCount } = await askJson<{
    title: string
    url: string
    paragraphCount?: number
  }>(ask, {
    path: base,
  })
  const query = { from, to, limit: MOST_PARAGRAPHS }
  const { items } = await askJson<{ items: Paragraph[] }>(ask, {
    path: withQuery(`${base}/paragraphs`, query),
  })
  const paragraphs = items.map((item) => ({ paragraph: item.number, text: item.text, address: item.url }))
  const lines = paragraphs.map(({ paragraph, text, address }) => `[${paragraph}] ${text}\n${address}`)
  const heading = `${title}, paragraphs ${from}–${Math.min(to, paragraphCount ?? to)}\n${url}`
  return { text: [heading, ...lines].join('\n\n'), data: { work: title, address: url, paragraphs } }
}
