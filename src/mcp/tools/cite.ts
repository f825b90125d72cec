import { type Static, Type } from 'typebox'
import type { CitationSchema } from '../../wire/schemas/citation.ts'
import { askText, withQuery } from '../api.ts'
import { firstAnswered } from '../named.ts'
import { citationLines } from '../printed.ts'
import { tool } from '../tool.ts'
import { Style } from './inputs.ts'

/** At most so many citations in one call. */
const MOST = 20
const RECORDS = ['bibtex', 'biblatex', 'ris', 'csl.json'] as const

export const CITE = tool({
  name: 'cite',
  title: 'Cite',
  description:
    'Citations of works, paragraphs or quotes in any style, ready to be used as they are; or as a record for a reference manager. The citation of a paragraph or quote names its place.',
  input: Type.Object({
    of: Type.Array(Type.String({ minLength: 1, maxLength: 2000 }), {
      ...{ minItems: 1, maxItems: MOST },
      description: 'Addresses or ids of works, paragraphs or quotes.',
    }),
    ...Style,
    record: Type.Optional(
      Type.Unsafe<(typeof RECORDS)[number]>(
        Type.Enum([...RECORDS], { description: 'A record in the place of a citation.' }),
      ),
    ),
  }),
  async call(ask, { of, style, locale, record }) {
    const texts: string[] = []
    const citations: object[] = []
    for (const typed of of) {
      const { answer } = await firstAnswered(typed, ({ path, query }) => {
        const at = new URLSearchParams(query).get('at') ?? undefined
        return askText(ask, {
          path: withQuery(`${path}/citation`, { at, style, locale, format: record ?? 'json' }),
        })
      })
      if (record) {
        texts.push(answer.body)
        citations.push({ of: typed, record: answer.body })
        continue
      }
      const citation = JSON.parse(answer.body) as Static<typeof CitationSchema>
      texts.push([...citationLines(citation), `Permanent address: ${citation.of}`].join('\n'))
      citations.push({
        ...{ of: citation.of, style: citation.style.id, inText: citation.inText.text },
        ...{ bibliography: citation.bibliography.text, note: citation.note?.text ?? null },
        warnings: citation.warnings,
      })
    }
    return { text: texts.join('\n\n'), data: { citations } }
  },
})
