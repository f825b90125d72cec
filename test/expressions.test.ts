/** No regular expression of the software can be made slow by the text that it is matched against. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { check } from 'recheck'
import t from 'tap'
import ts from 'typescript'
import { ROOT } from './support/root.ts'

/** Expressions that `recheck` found to take linear time; test/fixtures/expressions/README.md says more. */
const LINEAR = new Set<string>(
  JSON.parse(readFileSync(join(ROOT, 'test/fixtures/expressions/linear.json'), 'utf8')),
)

const OPERATOR = 'Only what the operator wrote, in files of at most 1 MB or in settings, is matched.'
/** Expressions that are not linear for texts of any length, and why no text makes them slow. */
const BOUNDED: Readonly<Record<string, string>> = {
  [String.raw`/<sort(?:\s[^>]*)?>.*?<\/sort>/gs`]: OPERATOR,
  [String.raw`/<info>.*?<\/info>/s`]: OPERATOR,
  [String.raw`/<title(?:\s[^>]*)?>([^<]*)<\/title>/`]: OPERATOR,
  [String.raw`/<style\s[^>]*\sdefault-locale="([^"]+)"/`]: OPERATOR,
  [String.raw`/<link\s[^>]*rel="independent-parent"[^>]*>/`]: OPERATOR,
  [String.raw`/\/+$/`]: OPERATOR,
  [String.raw`/(^|[:?!]\s+)((?:<\/?[a-z][^<>]{0,60}>|[^\p{L}\p{N}<]){0,8})(\p{Ll}[\p{L}\p{M}]*)/gu`]:
    'White space is given up once for each mark before it, and what follows has at most eight parts of 62 characters.',
  [String.raw`/\[[^\]\n]{1,200}\]\((?:https?:\/\/|\/|#|mailto:)[^\s)]{0,2000}\)/`]:
    'Each place is given up after 2,200 characters, and only the beginning of a source is looked at.',
  [String.raw`/\[\[(https?:\/\/[^\s\]]{1,2000})\]\[([^\]\n]{1,500})\]\]|https?:\/\/[^\s<>"'\])]{1,2000}/g`]:
    'Each place is given up after 2,500 characters, and an address that was found is passed over.',
  [String.raw`/\s*\?$/`]: 'A date has at most 80 characters.',
  [String.raw`/^(.+?)(?:\s*[–—‒]\s*|\s+(?:-|to|bis|until|au|al)\s+|(?<=\p{L}|\d{4})-(?=\p{L}|\d{4}$))(.+)$/u`]:
    'A date has at most 80 characters.',
  [String.raw`/[\s,]+$/`]: 'A note of retrieval has at most 400 characters.',
  [String.raw`/[\s.]+$/`]: 'A note of retrieval has at most 400 characters.',
  '/[.,;:]+$/': 'A note of retrieval has at most 400 characters.',
  [String.raw`/[T\s,]+(?:at\s+|um\s+)?\d{1,2}[:h]\d{2}(?::\d{2})?\s*(?:[ap]m|utc|gmt|z|uhr|[+-]\d{2}:?\d{2})?$/i`]:
    'A note of retrieval has at most 400 characters.',
  [String.raw`/\s*[,|•·–—]\s+|\s+[-(|]\s*/g`]: 'A line of a head has at most 300 characters.',
  [String.raw`/\s+[—–|·•/-]\s+|,?\s+(?=by\s+\p{Lu})|,\s+(?=(?:von|par|por|di|door|av)\s+\p{Lu})/gu`]:
    'A line of a head has at most 300 characters.',
  [String.raw`/,\s+|\s*[|·•—–]\s+|\s+[-/]\s+|\s+(?=\()/g`]: 'A line of a head has at most 300 characters.',
  [String.raw`/\s+(?=(?:par|por|door)\s+\p{Lu})/gu`]: 'A line of a head has at most 300 characters.',
  [String.raw`/^(?<before>[ \t]{0,8}["']?(?<key>[\p{L}_][\p{L}\p{N}_-]{0,60})["']?[ \t]*:[ \t]*)(?<raw>"[^"\\\r\n]*"|'[^'\\\r\n]*'|\`[^\`\\$\r\n]*\`|\d{1,15}|true|false)[ \t]*,?[ \t]*$/u`.replaceAll(
    '\\`',
    '`',
  )]: 'A line of a head in an object has at most 2,000 characters.',
  [String.raw`/^(?:(?:written|text)\s+)?(?:by|von|par|por|di|door|av|af|przez)\s*:?\s+(?=\S)/i`]:
    'A line of a head has at most 300 characters.',
  [String.raw`/^[^\p{L}\p{N}]+|[^\p{L}\p{N}?!]+$/gu`]: 'A running head has at most 120 characters.',
  [String.raw`/^\d+\s+|\s+\d+$/g`]: 'A running head has at most 120 characters.',
  [String.raw`/\s*[|•·–—]\s*/`]: 'A running head has at most 120 characters.',
  [String.raw`/(?<=^|[\s("'“„«’])(\p{L}[\p{L}’']*)[,]?$/u`]:
    'Of a block the last 40 characters are looked at.',
  [String.raw`/([\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|\p{N}[\p{N}.,]*[.,])[-\u2010\u00ac]$/u`]:
    'Of a line the last 80 characters are looked at.',
  [String.raw`/\s*(?:\[(?:[^[\]]{0,200}@[^[\]]{0,200}|\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3}){0,8})\]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,4})\.?$/u`]:
    'Of a block quotation the last 320 characters are looked at.',
  [String.raw`/\s*\(([^()]{1,300})\)\.?$/u`]: 'Of a block quotation the last 320 characters are looked at.',
  [String.raw`/[^\p{L}\p{N}\p{M}]*$/u`]: 'Eight characters are looked at.',
  [String.raw`/[\p{L}\p{M}]{1,40}(?:[-\u2010\u2011\u00ac] [\p{L}\p{M}]{1,40})+/gu`]:
    'Each place is given up after 41 characters, and a chain of broken words is passed over whole.',
  [String.raw`/[^[\].\u2026]*$/`]: 'Twelve characters are looked at.',
  [String.raw`/[\p{L}\p{M}\p{N}]{0,40}$/u`]: 'Forty characters are looked at.',
  [String.raw`/[\p{L}\p{M}'\u2019]+ ?$/u`]: 'Forty characters are looked at.',
  [String.raw`/^[\s,[]+|[\]\s]+$/gu`]: 'A citation in brackets has at most 300 characters.',
  [String.raw`/,? (?=(?:[\p{L}]{1,12}\.? ?|[\u00a7\u00b6]{1,2} ?)?\d[\d a-f,.\u2013\u2014-]{0,24}$)/u`]:
    'A citation in brackets has at most 300 characters.',
  [String.raw`/\b(?:emphasis|emphases|italics?|translations?|translated|trans|punctuation|spelling|brackets)\b.{0,40}\b(?:added|mine|ours|my|our|own|original|author|by|modified|sic)\b|^(?:my|our|own) (?:emphasis|italics|translation)$|^sic!?$|^(?:Hervorhebung|Herv\.|Übersetzung|Übers\.|je souligne|nous soulignons|c[\u2019']est (?:moi|nous) qui|ma traduction|notre traduction|trad(?:uction|ucción|uzione)?\b|cursivas? |corsivo |énfasis |kursivering)/iu`]:
    'A citation in brackets has at most 300 characters.',
  [String.raw`/[\s,(]+$/u`]: 'A note or an entry of a list of references has at most 700 characters.',
  [String.raw`/["\u201c\u201e\u00ab]([^"\u201d\u201c\u00bb]{2,250})["\u201d\u201c\u00bb]/u`]:
    'A note or an entry of a list of references has at most 700 characters.',
  [String.raw`/[\p{Ll}\p{Lo}]{2,}\.(?= )/u`]:
    'A note or an entry of a list of references has at most 700 characters.',
  [String.raw`/[\s.,:(]+$/u`]: 'A note or an entry of a list of references has at most 700 characters.',
  '/^(.*?)((?:,| & | and | et | und ).*)?$/': 'A citation in brackets has at most 300 characters.',
  [String.raw`/<([^>]*)>\s*;[^,<]*rel="?next"?/`]: 'The headers of an answer have at most 16 kB.',
}

const SRC = pathToFileURL(join(ROOT, 'src/'))

interface Source {
  path: string
  tree: ts.SourceFile
}

const sources: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => {
    const text = readFileSync(new URL(path, SRC), 'utf8')
    return { path, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
  })

function nodesOf<T extends ts.Node>({ tree }: Source, isWanted: (node: ts.Node) => node is T): T[] {
  const found: T[] = []
  const visit = (node: ts.Node): void => {
    if (isWanted(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** What is wrong with an expression, or null. The limits of `recheck` are counts, so that a busy machine changes nothing. */
async function faultOf(expression: string): Promise<string | null> {
  if (LINEAR.has(expression) || BOUNDED[expression] !== undefined) return null
  const end = expression.lastIndexOf('/')
  const counted = { timeout: null, attackTimeout: null, incubationTimeout: null }
  const found = await check(expression.slice(1, end), expression.slice(end + 1), counted)
  return found.status === 'safe'
    ? null
    : `${found.status}: ${'complexity' in found ? found.complexity.summary : found.error.kind}`
}

t.test('every expression of the sources takes linear time, or is matched against bounded text', async (t) => {
  const literals = new Set(
    sources.flatMap((source) => nodesOf(source, ts.isRegularExpressionLiteral).map(({ text }) => text)),
  )
  t.ok(literals.size > 300, `${literals.size} expressions`)
  for (const literal of literals) t.equal(await faultOf(literal), null, literal)
  const gone = [...LINEAR, ...Object.keys(BOUNDED)].filter((expression) => !literals.has(expression))
  t.same(gone, [], 'the lists name no expression that is gone')
})

t.test('an expression that takes longer is found', async (t) => {
  for (const slow of ['/^(a+)+$/', String.raw`/^\s*([^\s=]+)\s*=\s*(.*?)\s*$/s`, '/,+$/'])
    t.match(await faultOf(slow), /^vulnerable: /, slow)
  t.equal(await faultOf('/^,+$/'), null)
})
