import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse } from 'yaml'
import { LIMITS } from '../src/bounds/limits.ts'
import { SETTINGS } from '../src/config.ts'
import { CITATION_FORMATS } from '../src/wire/media-types.ts'
import { PROBLEM_CODES, problemKind } from '../src/wire/problems.ts'
import { ROOT } from './support/root.ts'
import { wholeVerbs } from './support/whole-verbs.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const REFERENCE = read('docs/reference.md')

/** The rows of the table under a heading of a page, by default the reference, as cells without their marks. */
function rowsUnder(heading: string, page = REFERENCE): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!
  const rows = section.split('\n').filter((line) => line.startsWith('| '))
  return rows.slice(1).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map(unmarked),
  )
}

function unmarked(cell: string): string {
  return cell
    .trim()
    .replace(/^`(.*)`$/, '$1')
    .replaceAll('\\|', '|')
}

const sorted = (rows: readonly string[][]) => rows.map((row) => row.join(' | ')).sort()

t.test('the reference has every address of the API, and no other', async (t) => {
  const { paths } = parse(read('openapi.yaml')) as {
    paths: Record<string, Record<string, { summary: string }>>
  }
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { summary }]) => [method.toUpperCase(), path, summary]),
  )
  t.strictSame(sorted(rowsUnder('Addresses')), sorted(described))
})

t.test('the reference has every kind of problem, and no other', async (t) => {
  const kinds = PROBLEM_CODES.map((code) => {
    const { status, title } = problemKind('', code)
    return [code, `${status}`, title]
  })
  t.strictSame(rowsUnder('Problems'), kinds)
})

t.test('the reference has every verb of the command, and no other', async (t) => {
  const verbs = (await wholeVerbs()).flatMap((verb) =>
    verb.commands.length === 0
      ? [[`colophon ${verb.name()}`, verb.description()]]
      : verb.commands.map((sub) => [`colophon ${verb.name()} ${sub.name()}`, sub.description()]),
  )
  t.strictSame(rowsUnder('Verbs'), verbs)
})

t.test('the reference has every setting, with its flag and variable, and no other', async (t) => {
  const settings = Object.values(SETTINGS).map(({ variable, flag }) => [variable, flag])
  t.strictSame(
    rowsUnder('Variables').map(([variable, flag]) => [variable, flag]),
    settings,
  )
})

t.test('the page for writers has every format of a citation, and no other', async (t) => {
  const formats = Object.entries(CITATION_FORMATS).map(([type, { extension }]) => [`.${extension}`, type])
  t.strictSame(
    rowsUnder('Files for your tools', read('docs/writers.md')).map(([, extension, types]) => [
      extension,
      /[\w.+-]+\/[\w.+-]+/.exec(types ?? '')?.[0],
    ]),
    formats,
  )
})

t.test('the page for operators has every bound that they can move, with its standard', (t) => {
  const page = read('docs/operators.md')
  const moved = page.split('\n## Bounds\n')[1]!.split('\nThese stand:\n')[0]!
  const rows = [...moved.matchAll(/^\| `(\w+)` \| (\d+) \| (.*) \|$/gm)].map((row) => row.slice(1))
  const bounds = Object.entries(LIMITS).map(([name, { standard, bounds }]) => [name, `${standard}`, bounds])
  t.strictSame(rows, bounds)
  t.end()
})
