import { styleText } from 'node:util'
import { type Command, Option } from 'commander'
import type { Static } from 'typebox'
import type { SearchHitListSchema, SearchHitSchema } from '../wire/schemas/search.ts'
import { asking, withWhom } from './asking/asking.ts'
import { itemsOf } from './asking/pages.ts'
import { EXIT } from './exit-codes.ts'
import { note, printJson, printStyled, shown } from './output.ts'
import { wholeNumber } from './whole-number.ts'

type Hit = Static<typeof SearchHitSchema>

interface SearchOptions {
  author?: string
  language?: string
  year?: string
  work?: string
  exact?: boolean
  sort?: string
  limit: number
  json?: boolean
}

/** `colophon search`. */
export function addSearch(program: Command): void {
  const command = program
    .command('search')
    .argument('<words...>', 'words of a paragraph; in quotation marks a phrase')
    .option('--author <name>', "part of an author's name")
    .option('--language <tag>', 'such as en')
    .option('--year <edtf>', 'when the work was issued: 2016, 2016-08, or 2010/2019')
    .option('--work <id>', 'look only in this work (id or slug)')
    .option('--exact', 'only paragraphs that have all the words as they are typed')
    .addOption(
      new Option('--sort <order>', 'the best first, or by the date of the works').choices([...ORDERS]),
    )
    .option('--limit <number>', 'at most so many', wholeNumber, 10)
    .option('--json', 'print lines of JSON, as the API has them')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon search abandonment\n  colophon search \'"open-air prison"\' --author shami\n  colophon search siege --server https://archive.example.org --json',
    )
  withWhom(command).action(search)
}

async function search(words: string[], options: SearchOptions, self: Command): Promise<void> {
  const { author, language, year: issued, work, exact, sort, limit, json } = options
  const query = {
    q: words.join(' '),
    author,
    language,
    issued,
    work,
    sort,
    exact: exact ? 'true' : undefined,
  }
  await asking(self, async (ask) => {
    let found = 0
    const began = (page: object) => noteCorrected(page as Partial<Static<typeof SearchHitListSchema>>)
    for await (const hit of itemsOf<Hit>(ask, '/search', { query, limit, began })) {
      if (json) printJson(hit)
      else printHit(hit, found > 0)
      found++
    }
    if (found > 0) return
    note('No paragraph has these words. Try fewer of them.')
    process.exitCode = EXIT.notFound
  })
}

/** The orders of the API: they are not imported, since with them comes all that searches. */
const ORDERS = ['relevance', 'newest', 'oldest']

function noteCorrected({ corrected }: Partial<Static<typeof SearchHitListSchema>>): void {
  if (corrected) note(`Did you mean: ${corrected}`)
}

function printHit(hit: Hit, isNext: boolean): void {
  if (isNext) printStyled('')
  printStyled(hit.url)
  const lacking = hit.missing.length === 0 ? '' : `, without ${hit.missing.join(', ')}`
  printStyled(`  ${shown(`${hit.work.title}, paragraph ${hit.number}${lacking}`)}`)
  printStyled(`  ${excerpt(hit)}`)
}

/** Characters of the text that are shown before the passage that has the words, and in all. */
const [BEFORE, LONGEST] = [80, 300]

/** The text around the words that were found, which a terminal shows in bold. */
function excerpt({ text, ranges, passage }: Hit): string {
  const first = passage.utf16.start
  const from = first <= BEFORE ? 0 : text.indexOf(' ', first - BEFORE) + 1
  const to = text.length - from <= LONGEST ? text.length : text.lastIndexOf(' ', from + LONGEST)
  let printed = from > 0 ? '… ' : ''
  let at = from
  for (const { start, end } of ranges.map(({ utf16 }) => utf16)) {
    if (start < at || end > to) continue
    printed += shown(text.slice(at, start)) + bold(shown(text.slice(start, end)))
    at = end
  }
  return `${printed}${shown(text.slice(at, to))}${to < text.length ? ' …' : ''}`
}

function bold(words: string): string {
  return process.stdout.isTTY && process.stdout.hasColors() ? styleText('bold', words) : words
}
