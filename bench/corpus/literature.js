/** Items of literature as styles format them: articles by one to three authors, all different. */
import { between, pick, random } from './random.js'

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
const WORDS = [
  'memory',
  'siege',
  'archive',
  'river',
  'labour',
  'exile',
  'harvest',
  'border',
  'letters',
  'city',
]

/** @returns {object} the CSL item with this number */
export function literature(number) {
  const next = random(number + 1)
  const some = (length) => Array.from({ length }, () => pick(next, WORDS)).join(' ')
  return {
    id: `work-${number}`,
    type: 'article-journal',
    title: `On ${some(between(next, 3, 7))} ${number}`,
    author: Array.from({ length: between(next, 1, 3) }, () => ({
      family: pick(next, FAMILY),
      given: pick(next, GIVEN),
    })),
    issued: { 'date-parts': [[between(next, 1950, 2024), between(next, 1, 12), between(next, 1, 28)]] },
    'container-title': `Journal of ${some(2)}`,
    volume: String(between(next, 1, 90)),
    page: `${between(next, 1, 90)}-${between(next, 91, 200)}`,
    URL: `https://example.org/${number}`,
  }
}
