import { distance } from 'fastest-levenshtein'
import type { ReadingText } from '../../../src/matching/reading-text.ts'
import { foldLoosely } from '../../../src/matching/verification/fold-loosely.ts'
import type { Match, MatchVerdict } from '../../../src/matching/verification/match.ts'
import { canonicalExact, canonicalWords } from '../../../src/text/canonical.ts'
import type { Damage } from '../noise.ts'
import type { Corpus } from './corpora.ts'
import { type Cut, type CutOptions, cutQuotation } from './cut.ts'
import type { Fabrication } from './fabrication.ts'
import { pick, random } from './random.ts'

/** What came of the quotations of one kind in one corpus; those that went wrong and were missed in full. */
export interface Tally {
  kind: string
  corpus: string
  found: number
  wrong: string[]
  missed: string[]
}

/** Looks for a quotation in a text. */
export type Finder = (text: ReadingText, quotation: string) => Match[]

export interface SurveyOptions extends Pick<CutOptions, 'fewest' | 'most'> {
  /** Quotations of each kind. */
  count: number
  find: Finder
}

/** What comes of quotations damaged in one way. */
export function surveyDamage(damage: Damage, corpus: Corpus, options: SurveyOptions): Tally {
  const tally = emptyTally(damage.kind, corpus)
  const next = random(7)
  for (let count = 0; count < options.count; count++) {
    const cut = cutQuotation(next, corpus, { ...options, crossing: damage.crossing ?? false })
    const quotation = cut && damage.apply(next, cut)
    if (!cut || quotation === null) continue
    const [match] = options.find(cut.text, quotation)
    const outcome = judge(damage, { cut, quotation: quotation!, match })
    if (outcome === 'found') tally.found++
    else tally[outcome].push(`${quotation} | ${match?.verdict} ${match?.flags}: ${match?.exact}`)
  }
  return tally
}

/** What comes of sentences that are no quotations: found is what was refused, or does stand there. */
export function surveyFabrication(
  fabrication: Fabrication,
  corpus: Corpus,
  { others, ...options }: SurveyOptions & { others: readonly Corpus[] },
): Tally {
  const tally = emptyTally(fabrication.kind, corpus)
  const next = random(7)
  for (let count = 0; count < options.count; count++) {
    const sentence = fabrication.make(next, corpus, { ...options, others })
    if (sentence === null) continue
    const [match] = options.find(pick(next, corpus.texts), sentence)
    if (!match || (LITERAL.has(match.verdict) && isTrue(sentence, match))) tally.found++
    else tally.wrong.push(`${sentence} | ${match.verdict}: ${match.exact}`)
  }
  return tally
}

function emptyTally(kind: string, { name }: Corpus): Tally {
  return { kind, corpus: name, found: 0, wrong: [], missed: [] }
}

/** What was altered can come to stand in the source word for word: cut to half a word, or in another place. */
const LITERAL: ReadonlySet<MatchVerdict> = new Set(['identical', 'typography', 'case'])

/** The passage with an honest verdict; another one, or a false verdict; or nothing. */
export function judge(
  damage: Damage,
  { cut, quotation, match }: { cut: Cut; quotation: string; match: Match | undefined },
): 'found' | 'wrong' | 'missed' {
  if (!match) return 'missed'
  if (!isTrue(quotation, match) || !isPassage(cut, quotation, match)) return 'wrong'
  if (damage.verdicts.includes('altered') && LITERAL.has(match.verdict)) return 'found'
  const flagged = (damage.flags ?? []).every((flag) => match.flags.includes(flag))
  return damage.verdicts.includes(match.verdict) && flagged ? 'found' : 'wrong'
}

/** Is the verdict what the words themselves say, and does the diff lead from one to the other? */
export function isTrue(quotation: string, { verdict, exact, diff, meaningRisk, flags }: Match): boolean {
  const side = (op: string) =>
    diff
      .filter((edit) => edit.op === 'equal' || edit.op === op)
      .map(({ text }) => text)
      .join('')
  const risk = flags.includes('negation') || flags.includes('number')
  if (side('delete') !== canonicalExact(quotation) || side('insert') !== exact || risk !== meaningRisk) {
    return false
  }
  const [given, words] = [canonicalWords(quotation), canonicalWords(exact)]
  switch (verdict) {
    case 'identical':
      return canonicalExact(quotation) === canonicalExact(exact)
    case 'typography':
      if (canonicalExact(quotation) === exact) return false
      return given === words || (lettersIn(given) === lettersIn(words) && flags.length === 0)
    case 'case':
      return given !== words && given.toLowerCase() === words.toLowerCase()
    case 'altered':
      return given !== words && flags.length > 0
    case 'stitched':
      return exact.includes('\u2026')
    case 'elided':
      return /\[|\(|\u2026|\.\.\./.test(quotation)
  }
}

function lettersIn(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

/** Is it where the quotation was cut, or a passage that is at least as near to what came of it? */
function isPassage({ range, exact }: Cut, quotation: string, match: Match): boolean {
  const start = match.parts[0]!.start
  const end = match.parts.at(-1)!.end
  const shared = Math.min(end, range.end) - Math.max(start, range.start)
  if (shared >= (range.end - range.start) / 2 && end - start <= 2 * (range.end - range.start)) return true
  const letters = foldLoosely(quotation)
  return distance(letters, foldLoosely(match.exact)) <= distance(letters, foldLoosely(exact))
}

/** Found/wrong/missed, a line a kind and a column a corpus. */
export function tableOf(tallies: readonly Tally[]): string {
  const corpora = [...new Set(tallies.map(({ corpus }) => corpus))]
  const kinds = [...new Set(tallies.map(({ kind }) => kind))]
  const cells = kinds.map((kind) =>
    corpora.map((corpus) => {
      const tally = tallies.find((one) => one.kind === kind && one.corpus === corpus)
      return tally ? `${tally.found}/${tally.wrong.length}/${tally.missed.length}` : ''
    }),
  )
  const line = (head: string, row: readonly string[]) =>
    head.padEnd(40) + row.map((cell) => cell.padStart(11)).join('')
  return [line('found/wrong/missed', corpora), ...kinds.map((kind, at) => line(kind, cells[at]!))].join('\n')
}
