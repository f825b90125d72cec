import type { Command } from 'commander'
import type { Static } from 'typebox'
import type { WorkItemSchema } from '../wire/schemas/work.ts'
import { asking, withWhom } from './asking/asking.ts'
import { itemsOf } from './asking/pages.ts'
import { note, print, printJson } from './output.ts'
import { authorsInShort, fitted } from './told-works.ts'
import { wholeNumber } from './whole-number.ts'

type Work = Static<typeof WorkItemSchema>

interface ListOptions {
  author?: string
  title?: string
  language?: string
  year?: string
  url?: string
  limit?: number
  json?: boolean
}

/** `colophon list`. */
export function addList(program: Command): void {
  const command = program
    .command('list')
    .option('--author <name>', "part of an author's name")
    .option('--title <words>', 'words of the title')
    .option('--language <tag>', 'such as en')
    .option('--year <edtf>', 'when it was issued: 2016, 2016-08, or 2010/2019')
    .option('--url <address>', 'address or DOI of the original')
    .option('--limit <number>', 'at most so many (default: all)', wholeNumber)
    .option('--json', 'print lines of JSON, as the API has them')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon list\n  colophon list --author shami --year 2016 --json\n  colophon list --server https://archive.example.org --limit 20',
    )
  withWhom(command).action(list)
}

async function list(options: ListOptions, self: Command): Promise<void> {
  const { author, title, language, year: issued, url, limit = Number.MAX_SAFE_INTEGER, json } = options
  const query = { author, title, language, issued, url }
  await asking(self, async (ask) => {
    let found = 0
    for await (const work of itemsOf<Work>(ask, '/works', { query, limit })) {
      found++
      if (json) printJson(work)
      else print(fitted(line(work)))
    }
    if (found === 0) note('There is no such work.')
  })
}

function line({ id, title, authors, issued }: Work): string {
  const year = issued?.edtf?.slice(0, 4) ?? ''
  return [id, [authorsInShort(authors), year].filter(Boolean).join(' '), title].filter(Boolean).join('  ')
}
