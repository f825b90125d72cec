/** What a page says of itself → statements, in the words of front matter: of each field the best that is understood. */
import { readFrontMatterFields, UNREAD } from '../../loading/metadata/front-matter-fields.ts'
import type { Statement } from '../../loading/metadata/statement.ts'
import type { Said } from './said.ts'

/** Key of front matter → the names under which pages say it, the best first. */
const SOURCES: Readonly<Record<string, string>> = {
  title:
    'citation_title dc.title dcterms.title json-ld.headline itemprop.headline title-heading og:title twitter:title html.title',
  author:
    'citation_author dc.creator dcterms.creator json-ld.author author parsely-author sailthru.author article:author rel.author itemprop.author byline',
  editor: 'citation_editor',
  date: 'citation_publication_date citation_date citation_cover_date dcterms.issued dc.date.issued dc.date dcterms.date dcterms.created json-ld.datepublished article:published_time datepublished parsely-pub-date sailthru.date pubdate publish-date publication_date date dc.date.created time.published citation_online_date time',
  'container-title':
    'citation_journal_title citation_inbook_title prism.publicationname json-ld.ispartof og:site_name',
  publisher: 'citation_publisher dc.publisher dcterms.publisher json-ld.publisher',
  volume: 'citation_volume prism.volume',
  issue: 'citation_issue prism.number',
  pages: 'citation_pages',
  doi: 'citation_doi prism.doi bepress_citation_doi dc.identifier dcterms.identifier',
  isbn: 'citation_isbn',
  issn: 'citation_issn prism.issn',
  language:
    'citation_language dc.language dcterms.language json-ld.inlanguage html.lang content-language og:locale',
  license: 'rel.license json-ld.license dcterms.license dcterms.rights dc.rights dc.license',
  url: 'rel.canonical og:url json-ld.url citation_public_url citation_abstract_html_url saved.url',
  keywords: 'citation_keywords dc.subject dcterms.subject json-ld.keywords article:tag keywords',
  abstract: 'citation_abstract dc.description.abstract dcterms.abstract',
  accessed: 'saved.date',
  type: 'csl.type',
}

/** Of which the names of several elements belong together. */
const SEVERAL = new Set(['author', 'editor', 'keywords'])
/** What says nothing certain: the page may have it for its own ends. */
const PROBABLE = new Set([
  'html.title',
  'og:title',
  'twitter:title',
  'byline',
  'rel.author',
  'itemprop.author',
  'time',
  'og:site_name',
])
/** What is kept of the rest, for the provenance. */
const KEPT =
  /^(?:citation_|dc\.|dcterms\.|prism\.|og:|article:|json-ld\.|rel\.|saved\.|author$|date$|description$|generator$|html\.title$|byline$|time)/
const MOST_KEPT = 200

/** The statements that a page makes, those of each field from one source, and under their own names all that it has. */
export function pageStatements(said: readonly Said[], source: string): Statement[] {
  const all = [...said, ...pagesOf(said), ...typesOf(said)]
  const used = new Set<Said>()
  const statements = Object.entries(SOURCES).flatMap(([key, names]) => {
    for (const name of names.split(' ')) {
      const values = all.filter((each) => each.name === name)
      const first = (SEVERAL.has(key) ? values : values.slice(0, 1)).filter((each) => isSaid(key, each))
      const read = first.map((each) => statementOf(`${UNREAD}${key}`, each, source)).filter(isUnderstood)
      for (const each of read.length > 0 ? first : []) used.add(each)
      if (read.length > 0) return read
    }
    return []
  })
  const others = said.filter((each) => !used.has(each) && KEPT.test(each.name)).slice(0, MOST_KEPT)
  return [...statements, ...others.map((each) => statementOf(`html.${each.name}`, each, source))]
}

function statementOf(field: string, { name, value, start, end }: Said, source: string): Statement {
  return {
    ...{ field, value: field.endsWith('.language') ? value.replaceAll('_', '-') : value },
    ...(start !== undefined && end !== undefined && { raw: source.slice(start, end), start, end }),
    certainty: PROBABLE.has(name) ? 'probable' : 'certain',
    origin: 'parsed',
    rule: name === 'html.title' ? 'title of the page' : name,
  }
}

function isUnderstood(statement: Statement): boolean {
  return readFrontMatterFields([statement]).every(
    ({ field, value }) => !field.startsWith(UNREAD) && value !== null,
  )
}

/** An author that is an address, a byline that is a sentence, an identifier of another kind say nothing. */
function isSaid(key: string, { value, name }: Said): boolean {
  if (key === 'author') return !/^https?:/i.test(value) && value.length < 300
  if (key === 'publisher' || key === 'container-title') return !/^https?:/i.test(value)
  if (key === 'doi') return /10\.\d{4}/.test(value)
  return !(key === 'date' && name === 'time' && !/^\d{4}-\d{2}-\d{2}/.test(value))
}

function pagesOf(said: readonly Said[]): Said[] {
  const [first, last] = ['citation_firstpage', 'citation_lastpage'].map(
    (name) => said.find((each) => each.name === name)?.value,
  )
  if (first === undefined) return []
  return [{ name: 'citation_pages', value: last && last !== first ? `${first}–${last}` : first }]
}

const TYPES: readonly [pattern: RegExp, type: string][] = [
  [/NewsArticle$|^Reportage/, 'article-newspaper'],
  [/Blog(?:Posting)?$/, 'post-weblog'],
  [/^(?:Scholarly|Medical\w*)Article$/, 'article-journal'],
]

function typesOf(said: readonly Said[]): Said[] {
  const told = said.find(({ name }) => name === 'json-ld.type')?.value ?? ''
  const isJournal = said.some(({ name }) => name === 'citation_journal_title')
  const type = isJournal ? 'article-journal' : TYPES.find(([pattern]) => pattern.test(told))?.[1]
  return [{ name: 'csl.type', value: type ?? 'webpage' }]
}
