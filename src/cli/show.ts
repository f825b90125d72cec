import type { Command } from 'commander'
import { type ApiAnswer, askText, withQuery } from '../mcp/api.ts'
import { firstAnswered, nameOfWork } from '../mcp/named.ts'
import { asking, withWhom } from './asking/asking.ts'
import { print, printJson } from './output.ts'
import { inFull } from './told-works.ts'
import { wholeNumber } from './whole-number.ts'

interface ShowOptions {
  at?: string
  text?: boolean
  format?: string
  json?: boolean
}

/** `colophon show`. */
export function addShow(program: Command): void {
  const command = program
    .command('show')
    .argument('<id>', "a work's id or slug, a paragraph's id, a quote's id, or the address of any of them")
    .argument('[number]', 'of a work: the number of a paragraph', wholeNumber)
    .option('--at <hint>', 'where the words stand, for a quote that is not registered')
    .option('--text', 'print the text alone')
    .option('--format <name>', 'print it as txt, md, json, html, bib, ris or what else its address has')
    .option('--json', 'print JSON: --format json')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon show breaking-the-siege-of-aleppo\n  colophon show breaking-the-siege-of-aleppo 4\n  colophon show breaking-the-siege-of-aleppo --format md\n  colophon show m79f8w3gyar2vm2a --json --server https://archive.example.org',
    )
  withWhom(command).action(show)
}

async function show(
  id: string,
  number: number | undefined,
  options: ShowOptions,
  self: Command,
): Promise<void> {
  const { at, text, format = text ? 'txt' : 'json', json } = options
  await asking(self, async (ask) => {
    const asked = (path: string, query: string) =>
      askText(ask, {
        path: withQuery(path, { ...Object.fromEntries(new URLSearchParams(query)), at, format }),
      })
    const answer =
      number === undefined
        ? (await firstAnswered(id, ({ path, query }) => asked(path, query))).answer
        : await asked(`/works/${encodeURIComponent(nameOfWork(id))}/paragraphs/${number}`, '')
    printAnswer(answer, json || options.format !== undefined || Boolean(text), Boolean(json))
  })
}

function printAnswer({ type, body }: ApiAnswer, isAsItIs: boolean, isJson: boolean): void {
  if (isJson || (isAsItIs && type.startsWith('application/json'))) printJson(JSON.parse(body))
  else if (isAsItIs) print(body.replaceAll('\r\n', '\n').replace(/\n$/, ''))
  else print(card(JSON.parse(body)).join('\n'))
}

/** What the API tells of a work, a paragraph or a quote, as far as it is shown. */
interface Shown {
  id: string
  url: string
  title?: string
  authors?: { family?: string; given?: string; literal?: string }[]
  issued?: { raw?: string; edtf?: string } | null
  language?: string | null
  paragraphCount?: number
  wordCount?: number
  slug?: string
  exact?: string
  text?: string
  number?: number
  work?: { title: string }
  spans?: { number: number | null }[]
  standing?: { status?: string }
}

function card(thing: Shown): string[] {
  const { text, exact, work, number } = thing
  if (!work) return workCard(thing)
  const numbers = [...new Set(thing.spans?.map((span) => span.number) ?? [number])]
  return [
    exact === undefined ? (text ?? '') : `“${exact}”`,
    '',
    `${work.title}, paragraph ${numbers.join(', ')}`,
    thing.url,
  ]
}

function workCard({ title = '', authors = [], issued, language, ...rest }: Shown): string[] {
  const { id, slug, url, paragraphCount, wordCount } = rest
  const rows = [
    ['by', authors.map(inFull).join(', ')],
    ['issued', issued?.raw ?? issued?.edtf ?? ''],
    ['language', language ?? ''],
    ['text', `${paragraphCount} paragraphs, ${wordCount} words`],
    ['id', id],
    ['slug', slug ?? ''],
    ['url', url],
  ]
  return [
    title,
    ...rows.filter(([, value]) => value !== '').map(([name, value]) => `${name!.padEnd(10)}${value}`),
  ]
}
