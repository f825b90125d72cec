/**
 * Notes and what refers to them. The mark of a note that exists is a reference to it and no word of the text; a
 * superscript that refers to nothing is meaning, and stays above the line.
 */
import type { DraftBlock, Piece } from '../draft.ts'
import { foldForComparison } from '../metadata/fold.ts'
import { changeRuns, type RunChange } from '../piece-runs.ts'
import { findBareNotes } from './bare-marks.ts'
import { type Mark, marksOf } from './marks.ts'
import { asCharacters } from './scripts.ts'

/** A note, and where its words begin in its block (UTF-16 units). */
interface Note {
  name: string
  lead: number
}

/** The blocks, in order: notes as blocks of that kind, references taken out, other superscripts as characters. */
export function readNotes(source: string, blocks: readonly DraftBlock[]): DraftBlock[] {
  const told = blocks.map((block) => (mayHaveMarks(source, block) ? marksOf(source, block) : []))
  const bare = told.every((own) => own.every(({ form }) => form === 'sub'))
    ? findBareNotes(blocks, (block) => numbered(source, block))
    : undefined
  const marks = bare === undefined ? told : told.map((own, at) => [...own, ...(bare.marks.get(at) ?? [])])
  const notes = new Map([...findNotes(source, blocks, marks), ...(bare?.notes ?? [])])
  const names = new Set([...notes.values()].map(({ name }) => name))
  return blocks.map((block, at) => {
    const note = notes.get(at)
    const lead = note?.lead ?? 0
    // The blank before a reference may belong to the mark of the note already.
    const changes = marks[at]!.filter(({ start }) => start >= lead)
      .flatMap((mark) => changeOf(block, mark, names))
      .map((change) => ({ ...change, start: Math.max(change.start, lead) }))
    if (note === undefined) return changeRuns(source, untagged(block, marks[at]!, changes), changes)
    return asNote(source, untagged(block, marks[at]!, changes), note, changes)
  })
}

/** The blocks of a source whose notes have marks of their own: every superscript is meaning. */
export function readScripts(source: string, blocks: readonly DraftBlock[]): DraftBlock[] {
  return blocks.map((block) => {
    const marks = mayHaveMarks(source, block) ? marksOf(source, block) : []
    const changes = marks.flatMap((mark) =>
      WORDS.test(block.text.slice(mark.start, mark.end)) ? [] : scriptChange(block, mark),
    )
    return changeRuns(source, untagged(block, marks, changes), changes)
  })
}

/** Words that are set above or below the line say the same on it. */
const WORDS = /\p{L}{3}/u

/** A block as a note whose words begin at `lead`; what stands before them is its mark. */
export function asNote(
  source: string,
  block: DraftBlock,
  { lead }: Pick<Note, 'lead'>,
  changes: readonly RunChange[] = [],
): DraftBlock {
  const mark = { start: 0, end: lead, text: '', kind: 'note-mark', rule: 'note-mark', role: 'note' } as const
  const changed = changeRuns(source, block, lead > 0 ? [mark, ...changes] : changes)
  const pieces = changed.pieces.map((piece): Piece => {
    return piece.role === 'paragraph'
      ? { ...piece, role: 'note', kind: piece.kind === block.kind ? 'note' : piece.kind }
      : piece
  })
  return { ...changed, kind: 'note', pieces }
}

/** Most blocks have neither tags nor signs. */
function mayHaveMarks(source: string, { text, pieces }: DraftBlock): boolean {
  const isScript = ({ op, rule, kind, start, end }: Piece) =>
    op === 'drop' &&
    rule === 'html' &&
    (/^tag:su[pb]$/.test(kind) || /<su[pb]\b/i.test(source.slice(start, end)))
  return /[⁰¹²³⁴-⁹[*†‡§]/u.test(text) || pieces.some(isScript)
}

const NOTES_HEADING =
  /^(?:foot|end)?notes?$|^notes and references$|^references$|^fu(?:ß|ss)noten$|^(?:end)?anmerkungen$|^notas?(?: al pie)?$|^note$|^notes de bas de page$|^(?:voet|eind)?noten$|^примечани[ея]$|^сноски$/iu

/** By their indexes, blocks that begin with a mark which the text refers by, and lists under a heading that says what they are. */
function findNotes(
  source: string,
  blocks: readonly DraftBlock[],
  marks: readonly (readonly Mark[])[],
): Map<number, Note> {
  const referring = blocksByName(marks)
  const found = new Map<number, Note>()
  let underHeading = false
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'heading') underHeading = NOTES_HEADING.test(foldForComparison(block.text))
    if (block.kind !== 'p' && block.kind !== 'li') continue
    const note = leadOf(block, marks[at]!) ?? (underHeading ? numbered(source, block) : undefined)
    // No note refers to itself.
    if (note !== undefined && referring.get(note.name)?.some((other) => other !== at)) found.set(at, note)
  }
  for (const [at, note] of listedNotes(source, blocks, referring)) found.set(at, note)
  return withoutBullets(found, referring)
}

/** A list that counts from 1 to the last number that the text before it refers by, and no further, has the notes. */
function listedNotes(
  source: string,
  blocks: readonly DraftBlock[],
  referring: ReadonlyMap<string, readonly number[]>,
): Map<number, Note> {
  const last = Math.max(0, ...[...referring.keys()].filter((name) => /^\d+$/.test(name)).map(Number))
  const found = new Map<number, Note>()
  for (const [at, block] of blocks.entries()) {
    const note = block.kind === 'li' ? numbered(source, block) : undefined
    if (note?.name !== String(found.size + 1)) found.clear()
    if (note?.name !== String(found.size + 1) || !referring.get(note.name)?.every((from) => from < at))
      continue
    found.set(at, note)
    if (found.size === last) return blocks[at + 1]?.kind === 'li' ? new Map() : found
  }
  return new Map()
}

/** Where a star begins more blocks than the text before them refers by, or one behind the other, it marks a list. */
function withoutBullets(
  found: ReadonlyMap<number, Note>,
  referring: ReadonlyMap<string, readonly number[]>,
): Map<number, Note> {
  const leads = new Map<string, number>()
  const lists = new Set<string>()
  for (const [at, { name }] of found) {
    if (/\w/.test(name) || lists.has(name)) continue
    const lead = (leads.get(name) ?? 0) + 1
    leads.set(name, lead)
    const isBehindItsLike = found.get(at - 1)?.name === name
    const isReferredTo = (referring.get(name)![lead - 1] ?? at) < at
    if (isBehindItsLike || !isReferredTo) lists.add(name)
  }
  return new Map([...found].filter(([, { name }]) => !lists.has(name)))
}

/** The blocks that refer by each name, one entry for each mark behind their beginning. */
function blocksByName(marks: readonly (readonly Mark[])[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [at, own] of marks.entries()) {
    for (const { name, start, form } of own) {
      if (start === 0 || form === 'sub') continue
      const known = found.get(name)
      if (known === undefined) found.set(name, [at])
      else known.push(at)
    }
  }
  return found
}

/** A star at the beginning of an item of a list says something of its own. */
function leadOf({ kind, text }: DraftBlock, marks: readonly Mark[]): Note | undefined {
  const [first] = marks
  if (first === undefined || first.start > 0 || first.form === 'sub') return undefined
  if (kind === 'li' && first.form === 'sign') return undefined
  const lead = first.end + /^[\s.):]*/.exec(text.slice(first.end))![0].length
  return /\p{L}/u.test(text.slice(lead)) ? { name: first.name, lead } : undefined
}

/** `3. Map of 1840`, the number in the text or before it as that of a list. */
function numbered(source: string, { text, start }: DraftBlock): Note | undefined {
  const own = /^(\d{1,3})[.):]?\s+(?=\S)/.exec(text)
  if (own !== null) return { name: own[1]!, lead: own[0].length }
  const before = source.slice(Math.max(0, start - 12), start)
  const listed = /(?:^|[\n\r ])(\d{1,3})[.)][ \t]+$/.exec(before)
  return listed === null ? undefined : { name: listed[1]!, lead: 0 }
}

function changeOf(block: DraftBlock, mark: Mark, notes: ReadonlySet<string>): RunChange[] {
  const { start, end } = mark
  if (isReference(block.text, mark, notes)) {
    const spaced = block.text[start - 1] === ' ' && /^(?:$|[\s.,;:!?])/.test(block.text.slice(end))
    return [
      {
        start: spaced ? start - 1 : start,
        end,
        text: '',
        kind: 'note-reference',
        rule: 'note-reference',
        role: 'note',
      },
    ]
  }
  return scriptChange(block, mark)
}

/** What stands above or below the line, as characters that say so. */
function scriptChange(block: DraftBlock, { start, end, form }: Mark): RunChange[] {
  if (form !== 'sup' && form !== 'sub') return []
  const text = asCharacters(block.text.slice(start, end), form)
  return text === undefined
    ? []
    : [{ start, end, text, kind: 'script', rule: form === 'sup' ? 'superscript' : 'subscript' }]
}

const AFTER_SENTENCE = /[.!?,;:…]["'’”»)\]]*$|["”»]$/
const UNIT = /(?:^|[\d\s×·/])(?:[kcmdhµn]?m|in|ft|yd|mi|sq|[kmµ]?g|[mµn]?s|sec)$/
const NUMBER = /\d$/
const YEAR = /(?:^|[^\d])(?:1\d|20)\d\d$/

/**
 * A number above the line refers to a note that exists, unless it is the power of a number or a unit. Where the note is
 * missing, one behind a sentence or a word can be nothing else.
 */
function isReference(text: string, { start, name, form }: Mark, notes: ReadonlySet<string>): boolean {
  const before = text.slice(Math.max(0, start - 40), start)
  if (form === 'sub' || start === 0) return false
  if (form === 'bracket' || form === 'sign' || form === 'bare') return notes.has(name)
  if (UNIT.test(before) || (NUMBER.test(before) && !YEAR.test(before))) return false
  if (notes.has(name)) return true
  return (
    form === 'sup' &&
    /^(?:\d{1,3}|[*†‡§¶]+)$/u.test(name) &&
    (AFTER_SENTENCE.test(before) || /\p{L}{4}$/u.test(before))
  )
}

/** The tags of the marks that were changed have said what they had to. */
function untagged(block: DraftBlock, marks: readonly Mark[], changes: readonly RunChange[]): DraftBlock {
  const said = new Map<Piece, string>()
  for (const { tags, end } of marks) {
    const change = changes.find((change) => change.end === end)
    for (const tag of change === undefined ? [] : tags) said.set(tag, change!.rule)
  }
  if (said.size === 0) return block
  return {
    ...block,
    pieces: block.pieces.map((piece) => (said.has(piece) ? { ...piece, rule: said.get(piece)! } : piece)),
  }
}
