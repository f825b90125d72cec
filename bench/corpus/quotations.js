/** Quotations as people give them: a run of words out of a paragraph, with some letters wrong. */
import { between } from './random.js'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** @returns {string} so many words of a text that follow one another */
export function someWords(next, text, count) {
  const all = text.split(' ')
  const from = between(next, 0, Math.max(0, all.length - count))
  return all.slice(from, from + count).join(' ')
}

/** @returns {string} the text with this share of its characters replaced by letters */
export function noisy(next, text, share) {
  return [...text].map((char) => (next() < share ? LETTERS[between(next, 0, 25)] : char)).join('')
}

/** @returns {{id: string, text: string}} some words of a paragraph, with the id of the paragraph */
export function quotation(next, { id, text }, share) {
  return { id, text: noisy(next, someWords(next, text, between(next, 8, 25)), share) }
}

/** @returns {boolean} whether an answer of `POST /verify` has a match in the paragraph with this id */
export function isFoundIn({ matches }, id) {
  return matches?.some(({ quote }) => quote.spans.some(({ paragraph }) => paragraph === id)) ?? false
}
