/** Fixtures of the CSL project's test suite (`processor-tests/humans/*.txt`), run through the front door. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Citer } from '../../src/citing/citer.ts'
import type { CslItem } from '../../src/citing/csl/item.ts'
import { readCslItems } from '../../src/citing/csl/json.ts'
import type { CiteOf } from '../../src/citing/many.ts'
import { describeStyle } from '../../src/citing/styles/style.ts'
import { StyleRegistry } from '../../src/citing/styles/style-registry.ts'

/** The sections of a fixture by name: MODE, CSL, INPUT, RESULT and others. */
export type Fixture = Readonly<Record<string, string>>

interface SuiteCite {
  id: string | number
  locator?: string | number
  label?: string
  'suppress-author'?: boolean
  'author-only'?: boolean
}

const SECTION = /^>>=+ ([A-Z-]+) =+>>[ \t]*\n(.*?)\n?<<=+ \1 =+<</gms
/** What citeproc is driven by in a word processor, and what we have no place for. */
const STATEFUL = ['CITATIONS', 'BIBENTRIES', 'BIBSECTION', 'ABBREVIATIONS']
const CITE_MEMBERS = ['id', 'locator', 'label', 'suppress-author', 'author-only']
const NO_PRINTED_FORM = '[CSL STYLE ERROR: reference with no printed form.]'

/** The fixtures of a directory, by name. */
export function readFixtures(directory: string): [name: string, Fixture][] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => [file.slice(0, -'.txt'.length), parse(readFileSync(join(directory, file), 'utf8'))])
}

function parse(text: string): Fixture {
  const sections = text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .matchAll(SECTION)
  return Object.fromEntries([...sections].map(([, name, body]) => [name!, body!]))
}

/** Does the fixture ask for what our front door offers: a list of works, each cite on its own? */
export function isOurs(fixture: Fixture): boolean {
  if (STATEFUL.some((section) => section in fixture)) return false
  if (fixture['MODE']!.trim() !== 'citation') return true
  return clusters(fixture).every(
    (cluster) =>
      cluster.length === 1 && Object.keys(cluster[0]!).every((member) => CITE_MEMBERS.includes(member)),
  )
}

/** What a fixture wants, and what is printed of it in a list and, if it is one plain work, alone. */
export async function runFixture(fixture: Fixture): Promise<{ want: string; have: string[] }> {
  const style = describeStyle('fixture', 'directory', fixture['CSL']!)
  const citer = new Citer({ styles: new StyleRegistry([style]) })
  const isCitation = fixture['MODE']!.trim() === 'citation'
  const items = itemsOf(fixture)
  const cites = isCitation ? clusters(fixture).map(([cite]) => citeOf(cite!)) : []
  const listed = items.map((item) => ({ id: item.id, item }))
  const list = await citer.citeMany({ style: style.id, items: listed, cites })
  const have = [(isCitation ? list.cites : list.bibliography).map(({ html }) => html)]
  if (items.length === 1 && cites.every((cite) => Object.keys(cite).length === 1)) {
    const one = await citer.cite({ item: items[0]!, revision: '1', style: style.id })
    have.push(isCitation ? cites.map(() => one.inText.html) : [one.bibliography.html])
  }
  const asWanted = (lines: string[]) => (isCitation ? lines.join('\n') : body(lines))
  return { want: bare(fixture['RESULT']!), have: have.map((lines) => bare(asWanted(lines))) }
}

function clusters(fixture: Fixture): SuiteCite[][] {
  const given = fixture['CITATION-ITEMS']
  if (given !== undefined) return JSON.parse(given)
  return [(JSON.parse(fixture['INPUT']!) as SuiteCite[]).map(({ id }) => ({ id }))]
}

/** As the works of other programs are read; some fixtures are made to be no CSL-JSON and are taken as they are. */
function itemsOf(fixture: Fixture): CslItem[] {
  const items = JSON.parse(fixture['INPUT']!) as CslItem[]
  try {
    return readCslItems(items)
  } catch {
    return items.map((item) => ({ ...item, id: `${item.id}` }))
  }
}

function citeOf({ id, locator, label, ...only }: SuiteCite): CiteOf {
  return {
    id: `${id}`,
    ...(locator !== undefined && { locator: `${locator}` }),
    ...(label !== undefined && { label }),
    ...(only['suppress-author'] && { mode: 'suppress-author' as const }),
    ...(only['author-only'] && { mode: 'author-only' as const }),
  }
}

function body(entries: string[]): string {
  const listed = entries.map((entry) => `  <div class="csl-entry">${entry}</div>\n`)
  return `<div class="csl-bib-body">\n${listed.join('')}</div>`
}

/** White space around an entry and between its blocks is not ours, nor are citeproc's words for nothing. */
function bare(result: string): string {
  return result
    .replaceAll(NO_PRINTED_FORM, '')
    .replace(/(<div[^>]*>)\s+/g, '$1')
    .replace(/\s+(?=<\/?div)/g, '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim()
}
