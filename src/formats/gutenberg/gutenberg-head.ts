/** What the head of a text of Project Gutenberg says of it. */
import type { Statement } from '../../loading/metadata/statement.ts'

/** Label → key of front matter that says the same. */
const KEYS: Readonly<Record<string, string>> = {
  title: 'title',
  author: 'author',
  translator: 'translator',
  editor: 'editor',
  illustrator: 'illustrator',
  compiler: 'compiler',
  language: 'language',
  'release date': 'available-date',
}
const LABELLED = /^([A-Z][A-Za-z ]{2,30}):[ \t]+(\S.*)$/
/** Of a date of release the number of the book stands behind it. */
const NUMBER = /\[e-?(?:book|text) ?#(\d{1,9})\]/i

/** The statements of a head, in its order. A value goes on in the lines below that are set in. */
export function gutenbergStatements(head: string): Statement[] {
  const found: { label: string; value: string; start: number; end: number }[] = []
  let at = 0
  let isOpen = false
  for (const line of head.split(/(?<=\n)/)) {
    const words = line.trim()
    const [, label, value] = LABELLED.exec(line.trimEnd()) ?? []
    if (label !== undefined && value !== undefined) {
      const start = at + line.indexOf(value)
      found.push({ label, value, start, end: start + value.length })
    } else if (isOpen && words !== '' && /^[ \t]/.test(line)) {
      const last = found.at(-1)!
      last.value = `${last.value} ${words}`
      last.end = at + line.trimEnd().length
    }
    isOpen = words !== '' && found.length > 0 && (label !== undefined || isOpen)
    at += line.length
  }
  return found.flatMap(({ label, value, start, end }): Statement[] => {
    const key = KEYS[label.toLowerCase()]
    const number = NUMBER.exec(value)
    const words = number ? value.slice(0, number.index).trim() : value
    const said = {
      start,
      end,
      raw: head.slice(start, end),
      certainty: 'certain',
      origin: 'parsed',
      rule: 'gutenberg-head',
    } as const
    const field =
      key === undefined ? `gutenberg.${label.toLowerCase().replaceAll(' ', '-')}` : `frontMatter.${key}`
    return [
      ...(words === ''
        ? []
        : [
            {
              ...said,
              field,
              value: words,
              end: start + words.length,
              raw: head.slice(start, start + words.length),
            },
          ]),
      ...(number ? [{ ...said, field: 'gutenberg.ebook', value: number[1] }] : []),
    ]
  })
}
