/** DOI, ISBN and ISSN as people write them. */

/** The prefix of a DOI is 10 and the number of who registered it (DOI Handbook, 2.2). */
const DOI = /^10\.\d{4,9}(?:\.\d+)*\/[^\s\p{Cc}]+$/u
const RESOLVER = /^(?:https?:\/\/)?(?:(?:dx|www)\.)?doi\.org\//i

/** A DOI without its resolver or its label: `https://doi.org/10.1000/182` → `10.1000/182`. Null for what is no DOI. */
export function normalDoi(text: string): string | null {
  const bare = text.trim().replace(/^doi\s?:?\s?(?=10\.)/i, '')
  const doi = RESOLVER.test(bare) ? decoded(bare.replace(RESOLVER, '')) : bare
  return DOI.test(doi) ? doi : null
}

/** In an address a DOI is percent-encoded. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Whether the check digits are right of every ISBN in a text: of ten digits (ISO 2108:1992) or thirteen (ISO 2108:2017). */
export function isIsbn(text: string): boolean {
  return every(text, (digits) => {
    if (/^\d{9}[\dX]$/.test(digits)) return weighted(digits, (n) => 10 - n) % 11 === 0
    return /^97[89]\d{10}$/.test(digits) && weighted(digits, (n) => (n % 2 === 0 ? 1 : 3)) % 10 === 0
  })
}

/** Whether the check digit is right of every ISSN in a text (ISO 3297, annex A). */
export function isIssn(text: string): boolean {
  return every(text, (digits) => /^\d{7}[\dX]$/.test(digits) && weighted(digits, (n) => 8 - n) % 11 === 0)
}

const LABEL = /\b(?:e-?)?IS[BS]N(?:-1[03])?\b:?/gi

/** A work may have several numbers: of a print and of an electronic edition. */
function every(text: string, isRight: (digits: string) => boolean): boolean {
  const numbers = text
    .replace(LABEL, '')
    .split(/[,;/]|\s(?=97[89]|\d{4}-)/)
    .map(digitsOf)
    .filter(Boolean)
  return numbers.length > 0 && numbers.every(isRight)
}

function digitsOf(number: string): string {
  return number
    .replace(/\((?:print|online|pbk|hbk|electronic|e-?book)[^()]{0,20}\)/i, '')
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
}

function weighted(digits: string, weightOf: (index: number) => number): number {
  return [...digits].reduce((sum, digit, n) => sum + (digit === 'X' ? 10 : Number(digit)) * weightOf(n), 0)
}
