/**
 * Cuts the words of texts as a typesetter would and asks the loader for each cut. Run by hand:
 * node bench/reading/hyphens.js LANGUAGE [--words N] [--show] FILE…
 * The files are plain text, a blank line between paragraphs; `--words` is the length of a document (20,000).
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { guessLanguage } from '../../dist/src/loading/metadata/language.js'
import { documentWords } from '../../dist/src/loading/repair/evidence.js'
import { cutWord, decideHyphen, isSuspended } from '../../dist/src/loading/repair/hyphen.js'
import { wordListOf } from '../../dist/src/loading/repair/word-list.js'

const COLUMNS = 62
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { words: { type: 'string', default: '20000' }, show: { type: 'boolean', default: false } },
})
const [language, ...files] = positionals
const { hyphenateSync } = createRequire(import.meta.url)(`hyphen/${language}`)

/** A paragraph in lines; each cut is noted with whether its hyphen was there before. */
function setInLines(paragraph, cuts) {
  const lines = ['']
  for (const word of paragraph.split(' ')) {
    const space = lines.at(-1) === '' ? '' : ' '
    const room = COLUMNS - lines.at(-1).length - space.length
    if (word.length <= room) {
      lines[lines.length - 1] += space + word
      continue
    }
    const at = cutPoints(word).findLast(({ before }) => before.length + 1 <= room)
    if (at === undefined) lines.push(word)
    else {
      lines[lines.length - 1] += `${space}${at.before}-`
      cuts.push({ before: lines.at(-1), after: at.after, kept: at.kept })
      lines.push(at.after)
    }
  }
  return lines
}

function cutPoints(word) {
  const points = []
  for (const match of word.matchAll(/(?<=[\p{L}\p{N}])-(?=[\p{L}\p{N}])/gu)) {
    points.push({ before: word.slice(0, match.index), after: word.slice(match.index + 1), kept: true })
  }
  if (/^[\p{P}]*[\p{L}’']+[\p{P}]*$/u.test(word) && !word.includes('-')) {
    const parts = hyphenateSync(word, { hyphenChar: '\u00ad' }).split('\u00ad')
    for (let index = 1; index < parts.length; index++) {
      const before = parts.slice(0, index).join('')
      const after = parts.slice(index).join('')
      if (/\p{L}{2}$/u.test(before) && /^\p{L}{2}/u.test(after)) points.push({ before, after, kept: false })
    }
  }
  return points.sort((a, b) => a.before.length - b.before.length)
}

function* documents(paragraphs, words) {
  let document = []
  let count = 0
  for (const paragraph of paragraphs) {
    document.push(paragraph)
    count += paragraph.split(' ').length
    if (count < words) continue
    yield document
    document = []
    count = 0
  }
  if (document.length > 0) yield document
}

const paragraphs = files
  .flatMap((file) => readFileSync(file, 'utf8').split(/\n\s*\n/))
  .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
  .filter((paragraph) => guessLanguage([paragraph]) === language)

const tally = { cuts: 0, kept: 0, joinedWrong: 0, keptWrong: 0, unresolved: 0, probable: 0 }
for (const document of documents(paragraphs, Number(values.words))) {
  const cuts = []
  const texts = document.map((paragraph) => setInLines(paragraph, cuts).join(' '))
  const evidence = { document: documentWords(texts), list: wordListOf(language), language }
  for (const { before, after, kept } of cuts) {
    const word = cutWord(before, after)
    if (word === undefined || isSuspended(after)) continue
    const { decision, certainty } = decideHyphen(word, evidence)
    tally.cuts++
    if (kept) tally.kept++
    if (certainty === 'probable') tally.probable++
    if (decision === 'unresolved') tally.unresolved++
    const wrong = (decision === 'join' && kept) || (decision === 'keep' && !kept)
    if (wrong) tally[kept ? 'joinedWrong' : 'keptWrong']++
    if (values.show && (wrong || decision === 'unresolved')) {
      console.log(wrong ? 'WRONG' : 'OPEN', kept ? '-' : '+', `${word.before}-|${word.after}`, certainty)
    }
  }
}
const share = (count) => `${((100 * count) / Math.max(1, tally.cuts)).toFixed(2)} %`
console.log(
  `${language}: ${tally.cuts} cuts (${tally.kept} with a hyphen of their own), ` +
    `wrong ${share(tally.joinedWrong + tally.keptWrong)} ` +
    `(${tally.joinedWrong} joined, ${tally.keptWrong} kept), ` +
    `unresolved ${share(tally.unresolved)}, probable ${share(tally.probable)}`,
)
