/** Compares a reading with what was set. */

const KEY = 28

/** Letters and figures alone: what typesetting leaves as it is. */
const bare = (text) => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()
const tokens = (text) =>
  text
    .replace(/\[\d+\]/g, '')
    .split(/[^\p{L}\p{N}.]+/u)
    .filter(Boolean)

/** A text as it is compared: one kind of mark and hyphen, no marks of notes; no hyphens where the form lost them. */
function comparable(text, lossy) {
  const plain = text
    .normalize('NFC')
    .replace(/\\?\[\d+\\?\]/g, '')
    .replace(/[‘’`]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
  return lossy ? plain.replaceAll('-', '') : plain
}

/**
 * @returns counts: paragraphs set and exact; found ones with text of two paragraphs, of a note, of furniture; notes
 *   set and found as such; 1 where title, author and date are all right.
 */
export function score(read, truth, lossy) {
  const found = read.blocks
    .filter(({ kind }) => kind !== 'heading' && kind !== 'note')
    .map(({ text }) => text)
  const notes = read.blocks.filter(({ kind }) => kind === 'note').map(({ text }) => bare(text))
  const exact = new Set(found.map((text) => comparable(text, lossy)))
  const keys = truth.paragraphs.map((text) => [bare(text).slice(0, KEY), bare(text).slice(-KEY)])
  const parts = found.map(
    (text) => keys.filter((ends) => ends.some((key) => bare(text).includes(key))).length,
  )
  const noteKeys = truth.notes.map((text) => bare(text).slice(0, KEY))
  const used = new Set(truth.paragraphs.flatMap(tokens))
  const strays = truth.furniture.map(tokens).filter((words) => words.some((word) => !used.has(word)))
  const { title, authors, issued } = read.metadata
  return {
    documents: 1,
    paragraphs: truth.paragraphs.length,
    exact: truth.paragraphs.filter((text) => exact.has(comparable(text, lossy))).length,
    joined: parts.filter((count) => count > 1).length,
    furnished: found.filter((text) => strays.some((words) => includesRun(tokens(text), words))).length,
    noted: found.filter((text) => noteKeys.some((key) => bare(text).includes(key))).length,
    notes: truth.notes.length,
    notesFound: noteKeys.filter((key) => notes.some((note) => note.includes(key))).length,
    heads: Number(title === truth.title && saysName(authors, truth.author) && issued?.raw === truth.date),
  }
}

function saysName(names, author) {
  return names?.length === 1 && JSON.stringify(names[0]).includes(author.split(' ').at(-1))
}

/** Whether words stand in a row in others. */
function includesRun(all, words) {
  return all.some((_, at) => words.every((word, index) => all[at + index] === word))
}
