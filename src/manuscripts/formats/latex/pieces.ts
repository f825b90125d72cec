import type { Span } from '../../../loading/draft.ts'

const TOKEN = /\\(begin|end)\s{0,9}\{([^{}]{0,100})\}|\\[\s\S]|%[^\n]*|[{}]|\n[ \t]*\n/g
/** Environments in which braces are none. */
const CODE = /^(?:verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)$/
/** Characters of a piece at least. */
const LEAST = 4000

/**
 * What a document prints, from its beginning to its end, or all of a file that is part of one, in pieces that end between
 * paragraphs outside of all groups and environments: what the parser does with a piece takes the square of its macros.
 */
export function piecesOf(text: string): Span[] {
  const { start, end } = documentIn(text)
  const pieces: Span[] = []
  let from = start
  let depth = 0
  for (const { token, at, by } of tokensIn(text)) {
    depth = at < start ? 0 : depth + by
    const behind = at + token.length
    if (depth > 0 || !token.startsWith('\n') || behind - from < LEAST || behind >= end) continue
    pieces.push({ start: from, end: behind })
    from = behind
  }
  return [...pieces, { start: from, end }]
}

/** Between the beginning and the end of the document; the whole of what has none. */
function documentIn(text: string): Span {
  const named = [...tokensIn(text)].filter(({ name }) => name === 'document')
  const begin = named.find(({ by }) => by === 1)
  if (!begin) return { start: 0, end: text.length }
  const end = named.find(({ at, by }) => by === -1 && at > begin.at)
  return { start: begin.at + begin.token.length, end: end?.at ?? text.length }
}

interface Token {
  token: string
  at: number
  /** 1 where a group or an environment opens, -1 where it closes, 0 at the end of a paragraph. */
  by: number
  /** Of the environment. */
  name: string
}

/** What opens and closes groups and environments, and the ends of paragraphs, outside of code. */
function* tokensIn(text: string): Generator<Token> {
  let code = ''
  for (const { 0: token, 1: verb, 2: name = '', index: at } of text.matchAll(TOKEN)) {
    if (code !== '') {
      if (verb === 'end' && name === code) code = ''
      continue
    }
    if (verb === 'begin' && CODE.test(name)) code = name
    else if (verb || /^[{}\n]/.test(token)) yield { token, at, name, by: DEPTHS[verb ?? token] ?? 0 }
  }
}

const DEPTHS: Readonly<Record<string, number>> = { begin: 1, '{': 1, end: -1, '}': -1 }
