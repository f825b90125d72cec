/** Open Scripture Information Standard, 2.1.1. */
import { declaredInXml } from '../../encodings/declared.ts'
import type { Format } from '../../format.ts'
import { quotedInBlocks } from '../../quotation-numbers.ts'
import { isInLine } from '../quoted.ts'
import { rootOf } from '../root-of.ts'
import { allAt, at, given, type Told, words } from '../told.ts'
import type { Meaning, Place, Vocabulary } from '../vocabulary.ts'
import { readXmlDocument } from '../xml.ts'
import type { XmlElement } from '../xml-tree.ts'

const all = (names: string, meaning: Meaning) =>
  Object.fromEntries(names.split(' ').map((name) => [name, meaning]))
const LINES = new Set(
  'p l q title item cell hi seg w divineName transChange foreign name note catchWord speaker salute signed closer lg'.split(
    ' ',
  ),
)

/** A verse is a block of its own where it stands in none. */
function verseAs(element: XmlElement): Meaning {
  if (isInLine(element, LINES)) return 'span'
  return given(element, 'eID') ? 'span' : 'p'
}

/** Begun and ended by milestones or not, a quotation has the mark that it names. */
function quoteAs(element: XmlElement): Meaning {
  const marker = element.attrs.find(({ name }) => name === 'marker')?.value
  if (given(element, 'sID') || given(element, 'eID')) return marker ? `"${marker}` : 'span'
  const blocks = element.childNodes.some(
    (child) => 'named' in child && /^(?:p|lg|l|verse)$/.test(child.named as string),
  )
  return blocks ? 'div' : marker ? 'q' : 'span'
}

const HANDS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  emphasis: 'em',
  super: 'sup',
  sub: 'sub',
  underline: 'u',
}

const VOCABULARY: Vocabulary = {
  what: 'a document of OSIS',
  sections: new Set(['div', 'chapter', 'osisText', 'lg']),
  runs: [{ of: new Set(['l']), as: 'div.verse' }],
  meanings: {
    header: '!front-matter',
    ...all('index figure', '!not-text'),
    ...all('osis osisCorpus osisText div chapter lg titlePage speech castList castGroup', 'div'),
    ...all('p speaker salute signed closer titlePage', 'p'),
    titlePage: 'div',
    lb: 'space',
    l: 'line',
    verse: verseAs,
    q: quoteAs,
    title: 'heading',
    ...all('list', 'ul'),
    item: 'li',
    castItem: 'li',
    label: 'span',
    table: 'table',
    row: 'tr',
    cell: 'td',
    head: 'heading',
    caption: 'figcaption',
    note: 'note',
    hi: (element) => HANDS[given(element, 'type') ?? ''] ?? 'em',
    ...all('foreign mentioned', 'i'),
    a: 'a',
    milestone: (element) =>
      given(element, 'type') === 'x-p' || given(element, 'type') === 'line' ? 'space' : 'span',
  },
  metadata: (root) => {
    const header = at(root, 'osisText/header') ?? at(root, 'header')
    const text = at(root, 'osisText')
    const id = given(text, 'osisIDWork')
    const work = allAt(header, 'work').find((each) => given(each, 'osisWork') === id) ?? at(header, 'work')
    const said = (key: string, element: XmlElement | undefined, value: unknown = words(element)): Told => ({
      key,
      value,
      element,
    })
    const typed = (name: string, type: RegExp) =>
      allAt(work, name).find((each) => type.test(given(each, 'type') ?? ''))
    const role = (element: XmlElement) => ROLES[given(element, 'role') ?? '']
    return [
      said('title', at(work, 'title')),
      ...allAt(work, 'creator').map((element) => said(role(element) ?? 'author', element)),
      ...allAt(work, 'contributor').map((element) => said(role(element) ?? 'contributor', element)),
      said('date', at(work, 'date')),
      said('publisher', at(work, 'publisher')),
      said('license', at(work, 'rights'), words(at(work, 'rights'))?.slice(0, 500)),
      said('isbn', typed('identifier', /^isbn$/i)),
      said('url', typed('identifier', /^ur[li]$/i) ?? at(work, 'source')),
      said('abstract', at(work, 'description')),
      ...allAt(work, 'subject').map((element) => said('keywords', element)),
      {
        key: 'language',
        value:
          given(text, 'xml:lang') ?? words(typed('language', /ietf|iso-639-1|sil/i) ?? at(work, 'language')),
      },
      { key: 'type', value: 'book' },
    ].filter(({ value }) => value !== undefined)
  },
  places: (elements) => {
    const books = new Set(
      elements.flatMap((element) => (element.named === 'verse' ? (bookOf(element) ?? []) : [])),
    )
    return elements.flatMap((element) => placesOf(element, books.size > 1))
  },
}

const ROLES: Readonly<Record<string, string>> = {
  aut: 'author',
  edt: 'editor',
  trl: 'translator',
  com: 'compiler',
  ill: 'illustrator',
}

const idOfVerse = (element: XmlElement) =>
  (given(element, 'osisID') ?? given(element, 'sID') ?? given(element, 'n'))
    ?.split(/\s+/)[0]
    ?.replace(/^[^:]*:/, '')

function bookOf(element: XmlElement): string | undefined {
  return /^([^.]+)\./.exec(idOfVerse(element) ?? '')?.[1]
}

/** Verses as `1.3`, with the book before them where a document has several; pages by milestones. */
function placesOf(element: XmlElement, hasBooks: boolean): Place[] {
  if (element.named === 'milestone' && given(element, 'type') === 'page' && given(element, 'n'))
    return [{ label: 'page', value: given(element, 'n')!, element }]
  if (element.named !== 'verse' || given(element, 'eID')) return []
  const id = idOfVerse(element)
  if (id === undefined) return []
  return [{ label: 'verse', value: hasBooks ? id : id.replace(/^[^.]+\.(?=\d)/, ''), element }]
}

/** Bibles and other scriptures. */
export const osis: Format = {
  name: 'osis',
  version: '1.1.0',
  title: 'OSIS',
  mediaTypes: ['application/osis+xml', 'application/xml', 'text/xml'],
  extensions: ['osis', 'xml'],
  keeps:
    'verses, paragraphs, verse lines, titles, lists, tables and notes; emphasis and languages beside them; chapter and verse as locators; what the header says of the work',
  leavesOut: 'the header as such, indexes, figures, lemmas and morphology',
  firstLineMayBeTitle: false,
  mayBePrinted: false,
  isMarkedUp: true,
  declaredEncoding: declaredInXml,
  read: (bytes) => readXmlDocument(bytes, VOCABULARY, ({ named }) => named === 'osis'),
  quoted: quotedInBlocks,
  isOfKind: (beginning) => rootOf(beginning)?.name === 'osis',
}
