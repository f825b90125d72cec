/** What of the metadata of a PDF says something of its text. */
import type { Said } from './words.ts'

/** What programs write where nobody said anything: names of files, of themselves, of accounts. */
const BY_PROGRAMS =
  /^(?:microsoft (?:word|powerpoint)\b|untitled|document\d*$|title$|slide \d|powerpoint presentation|layout \d|\(?anonymous\)?$|unknown$|user$|admin|owner$|author$|administrator$|default|none$|root$|pc$|hp$|dell$|acer$|scan)|\.(?:docx?|odt|rtf|indd|tex|dvi|pdf|qxd|wpd|pages|fm|pub|html?|txt|p65|xlsx?|pptx?)$|^https?:|[\\/]/i

/** Title, author and language, where they can be believed. */
export function trusted(info: Readonly<Record<string, string>>): Said {
  const of = (...names: string[]) =>
    names.map((name) => (info[name] ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()).find((value) => value !== '')
  const title = of('dc:title', 'Title')
  const author = of('dc:creator', 'Author')
  const language = of('dc:language', 'Language')
  const doi = of('prism:doi')
  const isTitle =
    title !== undefined && title.length <= 300 && !BY_PROGRAMS.test(title) && /\p{L}{2}/u.test(title)
  const isAuthor =
    author !== undefined && author.length <= 300 && !BY_PROGRAMS.test(author) && / \p{L}/u.test(author)
  return [
    ...(isTitle ? [['title', title] as const] : []),
    ...(isAuthor ? [['author', author] as const] : []),
    ...(language !== undefined && language.length <= 35 ? [['language', language] as const] : []),
    ...(doi !== undefined && doi.length <= 200 ? [['doi', doi] as const] : []),
  ]
}
