import { type Static, Type } from 'typebox'
import type { CheckedDocumentSchema, CheckedQuotationSchema } from '../../wire/schemas/checked-document.ts'
import { askJson, withQuery } from '../api.ts'
import { nameOfWork } from '../named.ts'
import { printDiff } from '../printed.ts'
import { tool } from '../tool.ts'
import { Style, Work } from './inputs.ts'

/** Characters of a manuscript that is sent in a call. */
export const MOST_CHARACTERS = 500_000
const TYPES = {
  markdown: 'text/markdown',
  text: 'text/plain',
  html: 'text/html',
  latex: 'application/x-tex',
} as const
type Format = keyof typeof TYPES

type Checked = Static<typeof CheckedQuotationSchema>

export const CHECK_DOCUMENT = tool({
  name: 'check_document',
  title: 'Check a manuscript',
  description:
    'Check every quotation of a text that you or somebody wrote, with the citation beside each: which are word for word, which are altered, which are said to be somebody else’s. Nothing is stored.',
  input: Type.Object({
    document: Type.String({ minLength: 1, maxLength: MOST_CHARACTERS, description: 'The whole text.' }),
    format: Type.Optional(
      Type.Unsafe<Format>(Type.Enum(Object.keys(TYPES), { description: 'Default: markdown.' })),
    ),
    work: Work,
    ...Style,
  }),
  async call(ask, { document, format = 'markdown', work, style, locale }) {
    const path = withQuery('/verify/document', { work: work && nameOfWork(work), style, locale })
    const request = { method: 'POST', path, type: TYPES[format], body: document } as const
    const { summary, items } = await askJson<Static<typeof CheckedDocumentSchema>>(ask, request)
    const faulty = items.filter(isFaulty)
    const { quotations, wordForWord, altered, misattributed, notFound } = summary
    const heading = `${quotations} quotations: ${wordForWord} word for word, ${altered} altered, ${misattributed} misattributed, ${notFound} not found here.`
    return {
      text: [heading, ...faulty.map(line)].join('\n\n'),
      data: { summary, faulty: faulty.map(dataOf) },
    }
  },
})

function isFaulty({ outcome, attribution }: Checked): boolean {
  return outcome !== 'word_for_word' || (attribution !== 'right' && attribution !== 'not_claimed')
}

function line({ where, asQuoted, outcome, attributionSentence, found, reason }: Checked): string {
  return [
    `Line ${where.start.line}: ${outcome.replaceAll('_', ' ')}${attributionSentence ? `; ${attributionSentence}` : ''}`,
    found ? printDiff(found.diff) : `“${asQuoted}”`,
    found ? `${found.url}\n${found.citation.inText}` : (reason ?? ''),
  ]
    .filter(Boolean)
    .join('\n')
}

function dataOf(item: Checked) {
  const { where, asQuoted, outcome, verdict, attribution, attributionSentence, found } = item
  return {
    ...{ line: where.start.line, column: where.start.column, asQuoted, outcome, verdict, attribution },
    ...{ attributionSentence, text: found?.exact ?? null, address: found?.url ?? null },
    inText: found?.citation.inText ?? null,
  }
}
