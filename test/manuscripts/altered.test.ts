/** Altered and faithful quotations in generated manuscripts, in the marks of many languages and in every format. */
import t from 'tap'
import { type CheckedQuotation, checkQuotations } from '../../src/manuscripts/check-quotations.ts'
import { readManuscript } from '../../src/manuscripts/read-manuscript.ts'
import { LocalSearching } from '../../src/searching/searching-thread.ts'
import { random } from '../matching/noise/random.ts'
import { buildTestApp } from '../support/app.ts'
import { cases } from '../support/runs.ts'
import { WRITERS } from './written/manuscripts.ts'
import { lettersOf, type WrittenQuotation, writeManuscript } from './written/quotations.ts'
import { importCorpora, quotedCorpora } from './written/works.ts'

/** Quotations of one manuscript. */
const EACH = 8
const SEED = Number(process.env['COLOPHON_TEST_SEED'] ?? 11)

t.test('altered quotations are found and named so, faithful ones are not accused', async (t) => {
  const wanted = cases(40)
  const corpora = quotedCorpora(wanted > 1000 ? 4 : 0)
  const { archive, writer } = await buildTestApp(t, { seed: false })
  await importCorpora(writer, corpora)
  const services = { archive, searching: new LocalSearching(archive) }
  const letters = corpora.flatMap(({ texts }) => texts.map(({ text }) => lettersOf(text))).join('\n')
  const isIn = (words: string) => letters.includes(words)
  const next = random(SEED)
  const tally = new Tally()
  for (let at = 0; tally.counts.altered < wanted; at++) {
    const format = WRITERS[at % WRITERS.length]!
    const { parts, written } = writeManuscript(next, corpora, { quotations: EACH, isIn })
    const quotations = readManuscript({ bytes: format.write(parts), mediaType: format.mediaType })
    const found: CheckedQuotation[] = []
    for await (const each of checkQuotations(services, quotations)) found.push(each)
    tally.take(format.name, written, found)
  }
  const { counts, told } = tally
  t.comment(JSON.stringify(counts))
  t.strictSame(told.passed, [], 'no altered quotation passes')
  t.ok(counts.accused <= 0.005 * counts.faithful, `faithful ones accused: ${told.accused.join('\n')}`)
  t.strictSame([told.missed, told.added], [[], []], 'quotations found are those written')
})

function isSame({ quotation }: CheckedQuotation, { text }: WrittenQuotation): boolean {
  return lettersOf(quotation.text) === lettersOf(text)
}

type Fault = 'passed' | 'accused' | 'missed' | 'added'

/** What came of the quotations of some manuscripts, and the first of each fault. */
class Tally {
  readonly counts = { faithful: 0, altered: 0, passed: 0, accused: 0, missed: 0, added: 0 }
  readonly told: Record<Fault, string[]> = { passed: [], accused: [], missed: [], added: [] }

  take(format: string, written: readonly WrittenQuotation[], found: readonly CheckedQuotation[]): void {
    const left = new Set(found)
    for (const quotation of written) {
      const check = [...left].find((each) => isSame(each, quotation))
      if (check) left.delete(check)
      this.#judge(format, quotation, check)
    }
    for (const { quotation, outcome } of left) this.#tell('added', `${format}, ${outcome}: ${quotation.text}`)
  }

  #judge(format: string, quotation: WrittenQuotation, check: CheckedQuotation | undefined): void {
    this.counts[quotation.altered ? 'altered' : 'faithful']++
    const told = check ? `${check.outcome} ${check.verdict} ${check.match?.exact}` : 'not found'
    const says = `${format}, ${quotation.kind}: ${quotation.text} | ${told}`
    const isFaithful = check?.outcome === 'word_for_word'
    if (!check) this.#tell('missed', says)
    if (quotation.altered && (!check || isFaithful)) this.#tell('passed', says)
    if (!quotation.altered && check && !isFaithful) this.#tell('accused', says)
  }

  #tell(fault: Fault, says: string): void {
    this.counts[fault]++
    if (this.told[fault].length < 12) this.told[fault].push(says)
  }
}
