import { asciiAddress } from '../../text/one-line.ts'
import { citationKey } from '../exports/citation-key.ts'
import { locatorWords } from '../exports/locator-words.ts'
import type { CitedText } from './cited-text.ts'

/** `[@alshami2016breaking, para. 4]`: the key is that of the work in the files that we export, the place a locator. */
export function pandocCitation({ record, suppressAuthor }: CitedText): string {
  const { passage, ...work } = record
  const key = `${suppressAuthor ? '-' : ''}@${citationKey(work)}`
  return `[${[key, locatorWords(passage)].filter(Boolean).join(', ')}]`
}

/**
 * A callout: the words as they stand, below them where they are from, which leads to their permanent address. So `colophon
 * check` knows the citation from the words. A work has its entry in the place of words, and its address below.
 */
export function callout({ record, citation }: CitedText): string {
  const { passage, url } = record
  const words = passage?.exact ?? citation.bibliography.text
  const source = passage
    ? `[${escaped(citation.inText.text)}](${asciiAddress(url)})`
    : `<${asciiAddress(url)}>`
  const quoted = words.split(/\n+/).flatMap((line, n) => [...(n > 0 ? ['>'] : []), `> ${escapedLine(line)}`])
  return ['> [!quote]', ...quoted, '>', `> ${source}`].join('\n')
}

/** Marks of Markdown that stand for themselves. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<~=]/g, '\\$&')
}

/** Marks that mean something at the beginning of a line alone: headings, lists, quotations, rules. */
function escapedLine(line: string): string {
  return escaped(line.trim()).replace(/^([#>+|-]|\d+(?=[.)]))/, (mark) =>
    /\d/.test(mark) ? `${mark}\\` : `\\${mark}`,
  )
}
