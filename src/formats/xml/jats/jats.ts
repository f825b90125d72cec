/** Journal Article Tag Suite (ANSI/NISO Z39.96), the NLM suite before it, and books by BITS. */
import { declaredInXml } from '../../encodings/declared.ts'
import type { Format } from '../../format.ts'
import { quotedInBlocks } from '../../quotation-numbers.ts'
import { rootOf } from '../root-of.ts'
import { at, given } from '../told.ts'
import type { Meaning, Vocabulary } from '../vocabulary.ts'
import { readXmlDocument } from '../xml.ts'
import type { XmlElement } from '../xml-tree.ts'
import { jatsMetadata } from './jats-front.ts'

const all = (names: string, meaning: Meaning) =>
  Object.fromEntries(names.split(' ').map((name) => [name, meaning]))
const parentOf = (element: XmlElement) => (element.parentNode as XmlElement | null)?.named ?? ''
const FLOATS = new Set([
  'fig',
  'table-wrap',
  'boxed-text',
  'media',
  'supplementary-material',
  'array',
  'chem-struct-wrap',
  'fig-group',
])
const isOf = (element: XmlElement, names: ReadonlySet<string>) => names.has(parentOf(element))

const VOCABULARY: Vocabulary = {
  what: 'a document of JATS',
  sections: new Set([
    'sec',
    'abstract',
    'trans-abstract',
    'body',
    'ack',
    'app',
    'ref-list',
    'book-part',
    'glossary',
    'notes',
    'fn-group',
    'bio',
  ]),
  runs: [
    {
      of: new Set(['label', 'title']),
      within: new Set(['sec', 'app', 'ref-list', 'ack', 'glossary', 'fn-group', 'notes', 'abstract']),
      as: 'heading',
    },
    { of: new Set(['label', 'caption']), within: FLOATS, as: 'figcaption' },
    { of: new Set(['verse-line']), as: 'div.verse' },
  ],
  meanings: {
    ...all(
      'journal-meta article-categories title-group contrib-group aff author-notes pub-date volume issue fpage lpage elocation-id history permissions self-uri kwd-group funding-group counts custom-meta-group article-id related-article book-meta collection-meta issue-id volume-id supplement product conference pub-history article-version book-part-id support-group pub-date-not-available',
      '!front-matter',
    ),
    ...all(
      'front front-stub article-meta book-part-meta body back article sub-article response sec app app-group ack book book-body book-back book-front named-book-part-body book-part boxed-text fig fig-group table-wrap table-wrap-group statement abstract trans-abstract ref-list fn-group glossary notes bio def-item table-wrap-foot disp-formula disp-formula-group caption floats-group verse-group speech',
      'div',
    ),
    ...all('p attrib verse-line-group sig sig-block', 'p'),
    'verse-line': 'line',
    title: (element) => (isOf(element, new Set(['caption'])) ? '~span' : '~span'),
    label: (element) => {
      const parent = parentOf(element)
      if (
        parent === 'fn' ||
        parent === 'list-item' ||
        parent === 'ref' ||
        parent === 'disp-formula' ||
        parent === 'corresp'
      )
        return '!label'
      return 'span'
    },
    caption: '~span',
    p: (element) => (parentOf(element) === 'caption' ? '~span' : 'p'),
    subtitle: 'heading',
    'disp-quote': 'blockquote',
    'verse-group': 'div',
    list: (element) => (/^(?:order|alpha-|roman-)/.test(given(element, 'list-type') ?? '') ? 'ol' : 'ul'),
    'list-item': 'li',
    ref: 'li',
    'def-list': 'dl',
    term: (element) => (parentOf(element) === 'def-item' ? 'dt' : 'span'),
    def: 'dd',
    speaker: 'p',
    table: 'table',
    ...all('tr row', 'tr'),
    ...all('td th entry', 'td'),
    ...all('thead tbody tfoot tgroup', 'tbody'),
    ...all('col colgroup colspec object-id alt-text long-desc', '!not-text'),
    fn: (element) =>
      parentOf(element) === 'fn-group' || parentOf(element) === 'table-wrap-foot' || isBack(element)
        ? 'body-of-note'
        : 'note',
    xref: (element) => (/^(?:fn|table-fn)$/.test(given(element, 'ref-type') ?? '') ? 'call' : 'span'),
    ...all('ext-link uri', 'a'),
    italic: 'em',
    bold: 'strong',
    sup: 'sup',
    sub: 'sub',
    monospace: 'code',
    underline: 'u',
    strike: 's',
    ...all('code preformat', 'pre'),
    break: 'space',
    hr: 'hr',
    ...all('graphic inline-graphic media', 'img'),
    'disp-formula': 'div',
    'tex-math': (element) => (at(element.parentNode as XmlElement, 'math') ? '!variant' : 'span'),
    math: 'math',
    ...all(
      'surname given-names collab year article-title source volume issue fpage lpage publisher-name publisher-loc edition pub-id person-group name comment date-in-citation etal',
      'span',
    ),
    ...Object.fromEntries(
      'surname given-names collab year month day article-title source publisher-name publisher-loc edition pub-id person-group name string-name comment date-in-citation etal chapter-title conf-name'
        .split(' ')
        .map((name) => [name, (element: XmlElement) => (isInCitation(element) ? '~span' : 'span')]),
    ),
    ...Object.fromEntries(
      'volume issue fpage lpage elocation-id supplement title-group'
        .split(' ')
        .map((name) => [name, (element: XmlElement) => (isInCitation(element) ? '~span' : '!front-matter')]),
    ),
  },
  metadata: jatsMetadata,
}

function isInCitation(element: XmlElement): boolean {
  for (let up = element.parentNode as XmlElement | null; up; up = up.parentNode as XmlElement | null)
    if (
      up.named === 'element-citation' ||
      up.named === 'mixed-citation' ||
      up.named === 'citation' ||
      up.named === 'nlm-citation'
    )
      return true
  return false
}

function isBack(element: XmlElement): boolean {
  for (let up = element.parentNode as XmlElement | null; up; up = up.parentNode as XmlElement | null) {
    if (up.named === 'back' || up.named === 'notes') return true
    if (up.named === 'p') return false
  }
  return false
}

function isJats(beginning: Uint8Array): boolean {
  const root = rootOf(beginning)
  if (root === undefined || !['article', 'book', 'book-part-wrapper'].includes(root.name)) return false
  if (/docbook/i.test(root.doctype) || /docbook\.org/.test(root.tag)) return false
  if (/JATS|NLM|BITS|journalpublishing|archivearticle|articleauthoring/i.test(root.doctype)) return true
  return (
    /\b(?:article-type|dtd-version)\s*=/.test(root.tag) ||
    /<(?:article-meta|journal-meta|book-meta)[\s>]/.test(root.inside)
  )
}

/** Articles of journals. */
export const jats: Format = {
  name: 'jats',
  version: '1.1.0',
  title: 'JATS',
  mediaTypes: ['application/jats+xml', 'application/xml', 'text/xml'],
  extensions: ['jats', 'nxml', 'xml'],
  keeps:
    'abstracts, sections, paragraphs, lists, tables and figures with their captions, quotations, verse, notes, references and the words of formulas; emphasis and links beside them; authors, journal, volume, issue, pages, dates, identifiers, licence and keywords of the front matter',
  leavesOut: 'the front matter as such, pictures, affiliations, funding',
  firstLineMayBeTitle: false,
  mayBePrinted: false,
  isMarkedUp: true,
  declaredEncoding: declaredInXml,
  read: (bytes) =>
    readXmlDocument(bytes, VOCABULARY, ({ named }) =>
      ['article', 'book', 'book-part-wrapper'].includes(named),
    ),
  quoted: quotedInBlocks,
  isOfKind: isJats,
}
