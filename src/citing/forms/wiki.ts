/** The citation templates of Wikipedia (Help:Citation Style 1): `{{cite web}}` and its kin, and `{{quote}}`. */

import { asciiAddress, oneLine } from '../../text/one-line.ts'
import { addressedItem } from '../exports/export-record.ts'
import { locatorWords } from '../exports/locator-words.ts'
import { type NameParts, nameParts, spokenName, withParticle } from '../exports/name-parts.ts'
import { parseRichText, type RichText } from '../exports/rich-text.ts'
import { ordinal } from '../prepare/ordinals.ts'
import type { CitedText } from './cited-text.ts'
import { wikiAccessDate, wikiDate } from './wiki-date.ts'

/** The template of a CSL type, and the parameter that names what contains the work. */
const TEMPLATES: Readonly<Record<string, readonly [template: string, container: string]>> = {
  'article-journal': ['cite journal', 'journal'],
  'article-magazine': ['cite magazine', 'magazine'],
  'article-newspaper': ['cite news', 'newspaper'],
  book: ['cite book', 'series'],
  chapter: ['cite book', 'title'],
  'entry-dictionary': ['cite encyclopedia', 'encyclopedia'],
  'entry-encyclopedia': ['cite encyclopedia', 'encyclopedia'],
  pamphlet: ['cite book', 'series'],
  'paper-conference': ['cite conference', 'book-title'],
  report: ['cite report', 'series'],
  review: ['cite journal', 'journal'],
  thesis: ['cite thesis', 'series'],
}

/** Types whose template prints what kind of work it is. */
const TYPED = new Set(['report', 'thesis'])

type Parameter = readonly [name: string, value: string | null | undefined]

/** The citation template. A passage has its place in `at`, a quote its words in `quote`. */
export function wikiCitation({ record }: CitedText): string {
  const { passage } = record
  const quote: Parameter[] = passage?.kind === 'quote' ? [['quote', passage.exact]] : []
  return template(...citation(record, quote))
}

/** The template of a quotation, whose source is the citation template. A work, which has no words, has that alone. */
export function wikiQuotation(cited: CitedText): string {
  const { passage, item } = cited.record
  if (!passage) return wikiCitation(cited)
  const author = nameParts(item.author).map(spokenName).join(', ')
  const [name, parameters] = citation(cited.record, [])
  return `{{quote |text=${wikiText(passage.exact)}${author && ` |author=${wikiText(author)}`} |source=${template(name, parameters)}}}`
}

function citation(record: CitedText['record'], more: readonly Parameter[]): [string, Parameter[]] {
  const item = addressedItem(record)
  const [name, container] = TEMPLATES[item.type] ?? ['cite web', 'website']
  const isChapter = container === 'title' && item['container-title'] !== undefined
  return [
    name,
    [
      ...names(nameParts(item.author), ''),
      ...names(nameParts(item.editor), 'editor'),
      ...names(nameParts(item.translator), 'translator'),
      ...names(nameParts(item.interviewer), 'interviewer'),
      ['date', wikiDate(item.issued)],
      ['orig-date', wikiDate(item['original-date'])],
      [isChapter ? 'chapter' : 'title', richText(item.title)],
      [container, item['container-title']],
      [container === 'series' && item['container-title'] ? '' : 'series', item['collection-title']],
      ['conference', item.type === 'paper-conference' ? item['event-title'] : null],
      ['type', TYPED.has(item.type) ? item.genre : null],
      ['id', item.type === 'report' && item.number ? `No. ${item.number}` : null],
      ['volume', item.volume],
      ['issue', item.issue],
      ['edition', edition(item.edition)],
      ['location', item['publisher-place']],
      ['publisher', item.publisher],
      [/^\d+$/.test(item.page ?? '') ? 'page' : 'pages', item.page?.replace(/(\d)\s*-\s*(?=\d)/g, '$1–')],
      ['at', record.passage && !item.page ? locatorWords(record.passage) : null],
      ['doi', item.DOI],
      ['isbn', item.ISBN],
      ['issn', item.ISSN],
      ['url', item.URL && address(item.URL)],
      ['access-date', item.URL ? wikiAccessDate(item.accessed) : null],
      ['via', item.archive],
      ['language', item.language],
      ...more,
    ],
  ]
}

/** The templates print "ed." behind it. */
function edition(given: string | undefined): string | undefined {
  const named = given?.trim().replace(/ {0,2}\b(?:ed\.?|edn\.?|edition)$/i, '')
  return named && /^\d{1,3}$/.test(named) ? ordinal(Number(named)) : named
}

/** Persons by their parts, groups whole; the first of several has a number as the others have. */
function names(all: readonly NameParts[], role: string): Parameter[] {
  return all.flatMap((parts, n): Parameter[] => {
    const at = all.length > 1 ? `${n + 1}` : ''
    const prefix = role && `${role}-`
    if (parts.literal !== undefined) return [[`${role || 'author'}${at}`, parts.literal]]
    const given = [parts.given, parts.suffix].filter(Boolean).join(', ')
    return [
      [`${prefix}last${at}`, withParticle(parts.particle, parts.family)],
      [`${prefix}first${at}`, given],
    ]
  })
}

function template(name: string, parameters: readonly Parameter[]): string {
  const written = parameters.flatMap(([parameter, value]) => {
    const text = parameter === 'url' ? (value ?? '') : wikiText(value ?? '')
    return text === '' || parameter === '' ? [] : [` |${parameter}=${text}`]
  })
  return `{{${name}${written.join('')}}}`
}

const MARKUP: Readonly<Record<string, string>> = { i: "''", b: "'''" }

/** Marks of CSL-JSON as those of wikis; the others fall away. */
function richText(text: string | undefined): string {
  const write = (runs: readonly RichText[]): string =>
    runs
      .map((run) => {
        if (typeof run === 'string') return run
        const mark = MARKUP[run.mark] ?? ''
        return mark + write(run.content) + mark
      })
      .join('')
  return write(parseRichText(oneLine(text ?? '')))
}

/** On one line, and nothing in it ends the template or begins another, a link or a tag. */
function wikiText(text: string): string {
  return oneLine(text).replace(/\||[{}[\]]{2}|[<>]/g, (mark) =>
    mark === '|' ? '{{!}}' : [...mark].map((sign) => `&#${sign.charCodeAt(0)};`).join(''),
  )
}

function address(url: string): string {
  return asciiAddress(url).replace(/[|{}[\]]/g, encodeURIComponent)
}
