/** What a page says of its article in JSON-LD, in the words of schema.org. */
import { textIn } from './nodes.ts'
import type { Said } from './said.ts'
import type { Element } from './tree.ts'

type Value = Record<string, unknown>

const ARTICLES = /^(?:\w*Article|\w*Posting|Report|Book|Chapter|Thesis|CreativeWork|WebPage|TechArticle)$/
/** Characters of a script that is read. */
const LONGEST = 500_000

/** The members of the first article in a script; none of what is no JSON. */
export function readJsonLd(script: Element): Said[] {
  const text = textIn(script) || script.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
  const base = script.sourceCodeLocation?.startTag?.endOffset
  if (text.length > LONGEST) return []
  const article = articleIn(parsed(text))
  if (article === undefined) return []
  const said = (name: string, value: unknown): Said[] =>
    valuesOf(value).map((each) => ({ name: `json-ld.${name}`, value: each, ...placed(text, each, base) }))
  return [
    ...said('type', article['@type']),
    ...said('headline', article['headline'] ?? article['name']),
    ...said('author', namesOf(article['author'] ?? article['creator'])),
    ...said('datepublished', article['datePublished']),
    ...said('datemodified', article['dateModified']),
    ...said('publisher', namesOf(article['publisher'])),
    ...said('inlanguage', article['inLanguage']),
    ...said('license', article['license']),
    ...said('ispartof', namesOf(article['isPartOf'])),
    ...said('url', addressOf(article['mainEntityOfPage']) ?? article['url']),
    ...said('keywords', article['keywords']),
  ]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, ''))
  } catch {
    return undefined
  }
}

function articleIn(value: unknown): Value | undefined {
  const all = [value].flat().flatMap((each) => [each, ...[(each as Value | null)?.['@graph']].flat()])
  const objects = all.filter((each): each is Value => typeof each === 'object' && each !== null)
  const isOf = (pattern: RegExp) =>
    objects.find((each) =>
      [each['@type']].flat().some((type) => typeof type === 'string' && pattern.test(type)),
    )
  return isOf(/Article$|Posting$|^Report$/) ?? isOf(ARTICLES)
}

function valuesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(valuesOf)
  return typeof value === 'string' && value.trim() !== '' ? [value.trim().toWellFormed()] : []
}

function namesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesOf)
  if (typeof value !== 'object' || value === null) return valuesOf(value)
  return valuesOf((value as Value)['name'])
}

function addressOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : undefined
  return (value as Value)['@id']
}

/** Where a value stands in the script, when it stands there as it is. */
function placed(text: string, value: string, base: number | undefined): Partial<Said> {
  const written = JSON.stringify(value)
  const at = text.indexOf(written)
  if (base === undefined || at < 0) return {}
  return { start: base + at + 1, end: base + at + written.length - 1 }
}
