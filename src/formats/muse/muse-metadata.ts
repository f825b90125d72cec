/** What the directives of a Muse source say of its work. */
import { readRetrievalNote } from '../../loading/metadata/retrieved.ts'
import type { Statement } from '../../loading/metadata/statement.ts'
import { isWebAddress } from '../../loading/metadata/web-address.ts'
import { type Directive, nameOf } from './muse-directives.ts'
import { inlineTokens } from './muse-inline.ts'

/** Directive → key of front matter that says the same. */
const KEYS: Readonly<Record<string, string>> = {
  title: 'title',
  author: 'author',
  authors: 'author',
  sortauthors: 'author',
  translator: 'translator',
  translators: 'translator',
  editor: 'editor',
  editors: 'editor',
  date: 'date',
  datefirst: 'original-date',
  lang: 'lang',
  publisher: 'publisher',
  isbn: 'isbn',
  rights: 'license',
  notes: 'note',
  teaser: 'abstract',
  seriesname: 'collection-title',
  seriesnumber: 'collection-number',
  topics: 'keywords',
  sorttopics: 'keywords',
  url: 'url',
}
/** Of several that name the authors the first that is there counts: those names stand alone, with their order. */
const AUTHORS = ['sortauthors', 'authors', 'author'] as const
const TOPICS = ['sorttopics', 'topics'] as const

/** Statements in the words of front matter, as far as they are understood, and all others under `muse.`. */
export function museStatements(directives: readonly Directive[]): Statement[] {
  const named = new Map(directives.map((directive) => [nameOf(directive), directive]))
  const [authors] = AUTHORS.filter((name) => named.get(name)?.value)
  const [topics] = TOPICS.filter((name) => named.get(name)?.value)
  const statements = directives.flatMap((directive): Statement[] => {
    const name = nameOf(directive)
    const value = plainWords(directive.value)
    const isOutdone =
      (AUTHORS.some((each) => each === name) && name !== authors) ||
      (TOPICS.some((each) => each === name) && name !== topics)
    const key = isOutdone ? undefined : KEYS[name]
    if (value === '') return []
    if (name === 'source') return sourceStatements(directive)
    if (key === undefined) return [statement(`muse.${directive.name}`, value, directive)]
    return valuesOf(name, value).map((each) => statement(`frontMatter.${key}`, each, directive))
  })
  return withSubtitle(statements, named.get('subtitle'))
}

/** Directives of lists part their members by semicolons, else by commas. */
function valuesOf(name: string, value: string): string[] {
  if (!/^(?:sort)?(?:authors|topics)$|s$/.test(name) || !LISTS.has(name)) return [value]
  return value
    .split(value.includes(';') ? ';' : ',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

const LISTS: ReadonlySet<string> = new Set([
  'authors',
  'sortauthors',
  'translators',
  'editors',
  'topics',
  'sorttopics',
])

function statement(field: string, value: unknown, { start, end, value: raw }: Directive): Statement {
  return { field, value, raw, start, end, certainty: 'certain', origin: 'parsed', rule: 'directive' }
}

/** A title is cited with its subtitle; the short title is without. */
function withSubtitle(statements: Statement[], subtitle: Directive | undefined): Statement[] {
  const words = plainWords(subtitle?.value ?? '')
  const title = statements.find(({ field }) => field === 'frontMatter.title')
  if (title === undefined || words === '') return statements
  const main = String(title.value)
  const whole = `${main}${/[:?!.…]$/.test(main) ? '' : ':'} ${words}`
  const isShort = statements.some(({ field }) => field === 'frontMatter.title-short')
  return [
    { ...title, value: whole, rule: 'title and subtitle' },
    ...(isShort ? [] : [{ ...title, field: 'frontMatter.title-short' }]),
    ...statements.filter((each) => each !== title),
  ]
}

/** When and from where a text was taken, or where it was published; whatever is no note of that kind stays as it is. */
function sourceStatements(directive: Directive): Statement[] {
  const { value } = directive
  const words = plainWords(value)
  const [, address] = /\[\[\s*(https?:\/\/[^\s\][]+)/.exec(value) ?? []
  const all = [statement('muse.source', words, directive)]
  const said = (field: string, each: unknown): Statement => ({
    ...statement(field, each, directive),
    rule: 'retrieval-note',
  })
  const note = readRetrievalNote(words, address !== undefined)
  if (note === undefined) return [...all, ...placeStatements(said, words, address)]
  if (note.date)
    all.push({
      ...said('retrieved.date', note.edtf),
      raw: words.slice(note.date.start, note.date.end),
      certainty: note.edtf === null ? 'unresolved' : 'certain',
    })
  const label = note.source && words.slice(note.source.start, note.source.end)
  return [...all, ...placeStatements(said, label ?? '', address)]
}

/** A place by its name, and its address where there is one. */
function placeStatements(
  said: (field: string, value: unknown) => Statement,
  label: string,
  address: string | undefined,
): Statement[] {
  const url = address ?? (isWebAddress(label) ? label : undefined)
  return [
    ...(label === '' ? [] : [said('source.label', label)]),
    ...(url === undefined ? [] : [said('source.url', url)]),
  ]
}

/** The words of a value without its marks. */
function plainWords(value: string): string {
  return inlineTokens(value, new Set())
    .map((token) =>
      token.type === 'text' ? value.slice(token.start, token.end) : token.type === 'shown' ? token.text : '',
    )
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}
