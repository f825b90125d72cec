/** Where the words of a text stand in the source of markup that it was read from. */
import { decodeReference } from './character-references.ts'

/** A run of the source, from its own beginning on: copied, replaced by a text, or dropped. */
export type AlignedRun =
  | { start: number; end: number; op: 'copy' }
  | { start: number; end: number; op: 'drop' }
  | { start: number; end: number; op: 'replace'; text: string }

/**
 * The runs that make `text` of `raw`: in what the parser of a browser read, character references stand for characters,
 * line ends are one, and stray tags are passed over. Linear; what cannot be told apart is replaced in one piece.
 */
export function alignedRuns(raw: string, text: string): AlignedRun[] {
  if (raw === text) return [{ start: 0, end: raw.length, op: 'copy' }]
  const runs: AlignedRun[] = []
  let at = 0
  let done = 0
  for (let step = stepAt(raw, text, { at, done }); step; step = stepAt(raw, text, { at, done })) {
    const { run, read } = step
    const last = runs.at(-1)
    if (run.op === 'copy' && last?.op === 'copy') last.end = run.end
    else runs.push(run)
    at = run.end
    done += read
  }
  if (at < raw.length) runs.push({ start: at, end: raw.length, op: 'replace', text: text.slice(done) })
  return runs
}

/** A run and how many characters of the text it makes. */
interface Step {
  run: AlignedRun
  read: number
}

/** Undefined at the end, and where the source is not understood. */
function stepAt(raw: string, text: string, { at, done }: { at: number; done: number }): Step | undefined {
  if (at >= raw.length) return undefined
  const character = raw[at]!
  const reference = character === '&' ? referenceAt(raw, at, { text, done }) : undefined
  if (reference) return { run: { start: at, op: 'replace', ...reference }, read: reference.text.length }
  if (character === text[done]) return { run: { start: at, end: at + 1, op: 'copy' }, read: 1 }
  if (character === '\r' && text[done] === '\n')
    return { run: { start: at, end: at + (raw[at + 1] === '\n' ? 2 : 1), op: 'copy' }, read: 1 }
  // The parser passes over the line end that a text of code begins with.
  if (/[\n\r]/.test(character)) return { run: { start: at, end: at + 1, op: 'drop' }, read: 0 }
  MARKUP.lastIndex = at
  return MARKUP.test(raw) ? { run: { start: at, end: MARKUP.lastIndex, op: 'drop' }, read: 0 } : undefined
}

/** What a parser passes over in the midst of a text: a tag that belongs to nothing, a comment. */
const MARKUP = /<!--[\s\S]*?-->|<[^<>]*>/y
const NUMERIC = /&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,9});?/y
const NAMED = /&[a-zA-Z][a-zA-Z0-9]{0,31};?/y

/** A reference and the characters that it stands for, which must be the next ones of the text. */
function referenceAt(
  raw: string,
  at: number,
  { text, done }: { text: string; done: number },
): { end: number; text: string } | undefined {
  NUMERIC.lastIndex = at
  if (NUMERIC.test(raw)) {
    const codePoint = text.codePointAt(done)
    return codePoint === undefined
      ? undefined
      : { end: NUMERIC.lastIndex, text: String.fromCodePoint(codePoint) }
  }
  NAMED.lastIndex = at
  const [name = ''] = NAMED.exec(raw) ?? []
  // Some names are known without their semicolon, also where letters follow on them.
  for (let length = name.length; length > 2; length--) {
    const part = name.slice(0, length)
    const decoded = decodeReference(part.endsWith(';') ? part : `${part};`)
    if (decoded !== part && !decoded.startsWith('&') && text.startsWith(decoded, done))
      return { end: at + length, text: decoded }
    if (decoded === '&' && text[done] === '&' && !raw.startsWith(text.slice(done, done + 5), at))
      return { end: at + length, text: '&' }
  }
  return undefined
}
