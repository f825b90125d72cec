import { type Static, Type } from 'typebox'
import { readLocator } from '../../attribution/places.ts'
import type { VerificationSchema } from '../../wire/schemas/verification.ts'
import { type AskApi, askJson, posted, ToolFailure } from '../api.ts'
import { citationLines, placeOf, printDiff, proofOf } from '../printed.ts'
import { tool } from '../tool.ts'
import { Style } from './inputs.ts'

/** At most so many quotations in one call. */
const MOST = 20

const Quotation = Type.Object({
  text: Type.String({ minLength: 1, maxLength: 20_000, description: 'The words as they are quoted.' }),
  author: Type.Optional(Type.String({ maxLength: 500, description: 'Whose words they are said to be.' })),
  title: Type.Optional(Type.String({ maxLength: 1000, description: 'Title of the work that is claimed.' })),
  year: Type.Optional(Type.String({ maxLength: 60, description: 'Year that is claimed.' })),
  locator: Type.Optional(
    Type.String({ maxLength: 200, description: 'Place that is claimed, such as para. 4.' }),
  ),
  work: Type.Optional(
    Type.String({
      maxLength: 2000,
      description: 'Id, readable name, address or DOI of the work that is claimed.',
    }),
  ),
})
type Claimed = Static<typeof Quotation>
type Verification = Static<typeof VerificationSchema>

/** What each verdict means for whoever is about to print the words. */
const MEANING: Record<string, string> = {
  identical: 'the words stand so, to the letter',
  typography: 'the words stand so, but for typography',
  case: 'the words stand so, but for capital letters',
  elided: 'the words stand so, with what is marked as left out or changed',
  altered: 'NOT the words of the work: do not print them so',
  stitched: 'put together of parts that do not stand together: mark what is left out',
  ambiguous: 'like several different passages',
  not_found: 'these words stand nowhere in this archive',
}

export const VERIFY_QUOTE = tool({
  name: 'verify_quote',
  title: 'Verify quotations',
  description:
    'Check quotations word for word before you give them to anybody, and check whose they are said to be. Each answer leads with two verdicts, of the words and of the attribution, then the permanent address, a citation that can be used as it is, and the address of a proof.',
  input: Type.Object({
    quotations: Type.Array(Quotation, {
      minItems: 1,
      maxItems: MOST,
      description: `1 to ${MOST} quotations.`,
    }),
    ...Style,
  }),
  async call(ask, { quotations, style, locale }) {
    const results = []
    for (const quotation of quotations) results.push(await verified(ask, quotation, { style, locale }))
    return {
      text: results.map(({ text }) => text).join('\n\n'),
      data: { results: results.map(({ data }) => data) },
    }
  },
})

type Styled = { style: string | undefined; locale: string | undefined }

/** One that cannot be verified keeps no other from being. */
async function verified(ask: AskApi, { text, locator, ...said }: Claimed, styled: Styled) {
  const claim = { ...said, ...(locator !== undefined && { locator: readLocator(locator) }) }
  try {
    const result = await askJson<Verification>(ask, posted('/verify', { text, claim, limit: 3, ...styled }))
    return { text: printed(text, result), data: { asQuoted: text, ...dataOf(result) } }
  } catch (error) {
    if (!(error instanceof ToolFailure) || error.status >= 500) throw error
    return {
      text: `NOT CHECKED: ${error.message}`,
      data: { asQuoted: text, error: error.kind, detail: error.message },
    }
  }
}

function dataOf({ verdict, attribution, attributionSentence, matches, nearest, searched }: Verification) {
  const found = matches.map((match) => ({
    ...{ text: match.exact, address: match.quote.url, proof: proofOf(match.quote) },
    ...{ work: match.quote.work.title, place: placeOf(match.quote), inText: match.citation.inText.text },
    ...{ bibliography: match.citation.bibliography.text, flags: match.flags, meaningRisk: match.meaningRisk },
  }))
  return { verdict, attribution, attributionSentence, found, nearest: nearest?.text ?? null, searched }
}

function printed(
  text: string,
  { verdict, attribution, attributionSentence, matches, nearest }: Verification,
): string {
  const [best] = matches
  const lines = [`${verdict.toUpperCase()}: ${MEANING[verdict] ?? 'see the differences'}.`]
  if (attribution !== 'not_claimed')
    lines.push(`Attribution: ${attribution}${attributionSentence ? ` (${attributionSentence})` : ''}.`)
  if (!best) {
    lines.push(`As quoted: “${text}”`)
    if (nearest)
      lines.push(`Nearest passage, which may be another: “${nearest.text}” (${nearest.work.title})`)
    return lines.join('\n')
  }
  if (best.diff.some(({ op }) => op !== 'equal'))
    lines.push(`Differences ([-as quoted-] {+the work+}): ${printDiff(best.diff)}`)
  if (best.meaningRisk) lines.push('A negation or a number changed.')
  lines.push(`Words of the work: “${best.exact}”`, `Permanent address: ${best.quote.url}`)
  lines.push(...citationLines(best.citation), `Proof: ${proofOf(best.quote)}`)
  if (matches.length > 1) lines.push(`It stands in ${matches.length} places or more; this is the first.`)
  return lines.join('\n')
}
