/** DocBook 4 and 5. */
import { declaredInXml } from '../../encodings/declared.ts'
import type { Format } from '../../format.ts'
import { quotedInBlocks } from '../../quotation-numbers.ts'
import { isInLine, quotedAs } from '../quoted.ts'
import { rootOf } from '../root-of.ts'
import { given } from '../told.ts'
import type { Meaning, Vocabulary } from '../vocabulary.ts'
import { readXmlDocument } from '../xml.ts'
import type { XmlElement } from '../xml-tree.ts'
import { docbookMetadata } from './docbook-info.ts'

const all = (names: string, meaning: Meaning) =>
  Object.fromEntries(names.split(' ').map((name) => [name, meaning]))
const parentOf = (element: XmlElement) => (element.parentNode as XmlElement | null)?.named ?? ''

const ROOTS =
  'book article set part chapter appendix preface section sect1 sect2 sect3 sect4 sect5 reference refentry glossary bibliography dedication colophon acknowledgements simplesect topic'.split(
    ' ',
  )
const SECTIONS =
  `${ROOTS.join(' ')} refsect1 refsect2 refsect3 refsection partintro abstract qandaset index`.split(' ')
const WITH_CAPTIONS = new Set('figure informalfigure table informaltable example equation'.split(' '))
const LINES = new Set(
  'para simpara title term entry td th emphasis phrase formalpara-title member attribution footnote-para subtitle bridgehead link quote'.split(
    ' ',
  ),
)

const quoted = (element: XmlElement) => quotedAs(element, new Set(['para']), LINES)

function titleAs(element: XmlElement): Meaning {
  const parent = element.parentNode as XmlElement | null
  if (parent && !('named' in (parent.parentNode ?? {})) && ROOTS.includes(parent.named)) return '!title'
  if (parent && WITH_CAPTIONS.has(parent.named)) return 'figcaption'
  if (parent && SECTIONS.includes(parent.named)) return 'heading'
  return parent?.named === 'formalpara' ? 'span' : 'div.caption'
}

const VOCABULARY: Vocabulary = {
  what: 'a document of DocBook',
  sections: new Set(SECTIONS),
  meanings: {
    ...all(
      'info articleinfo bookinfo chapterinfo sectioninfo sect1info sect2info sect3info sect4info sect5info setinfo partinfo appendixinfo prefaceinfo artheader refentryinfo referenceinfo objectinfo titleabbrev refmeta blockinfo',
      '!front-matter',
    ),
    ...all(
      'toc lot index indexterm alt textobject colspec spanspec col colgroup remark beginpage',
      '!not-text',
    ),
    ...all(
      `${SECTIONS.join(' ')} sect refsynopsisdiv refnamediv figure informalfigure example informalexample equation informalequation note tip warning caution important sidebar abstract authorblurb procedure mediaobject imageobject qandadiv qandaentry question answer epigraph variablelist glosslist bibliodiv glossdiv callout calloutlist partintro cmdsynopsis funcsynopsis`,
      'div',
    ),
    ...all('para simpara formalpara refpurpose attribution bibliomixed biblioentry segtitle seg', 'p'),
    formalpara: 'p',
    para: (element) => (parentOf(element) === 'formalpara' ? '~span' : 'p'),
    attribution: (element) =>
      parentOf(element) === 'blockquote' || parentOf(element) === 'epigraph' ? 'footer' : 'p',
    epigraph: 'div.epigraph',
    index: '!not-text',
    toc: '!not-text',
    title: titleAs,
    subtitle: titleAs,
    bridgehead: 'heading',
    refname: 'heading',
    caption: 'figcaption',
    blockquote: 'blockquote',
    quote: quoted,
    ...all('programlisting screen synopsis literallayout programlistingco screenco', 'pre'),
    literallayout: (element) => (given(element, 'class') === 'monospaced' ? 'pre' : 'div.verse'),
    poetry: 'div.verse',
    linegroup: 'div',
    line: 'line',
    ...all('orderedlist substeps', 'ol'),
    procedure: 'ol',
    ...all('itemizedlist simplelist', 'ul'),
    ...all('listitem step member callout', 'li'),
    member: (element) => (given(element.parentNode as XmlElement, 'type') === 'inline' ? '~span' : 'li'),
    listitem: (element) => (parentOf(element) === 'varlistentry' ? 'dd' : 'li'),
    ...all('varlistentry glossentry', 'div'),
    term: (element) => (isInLine(element, LINES) ? 'span' : 'dt'),
    glossterm: (element) => (parentOf(element) === 'glossentry' ? 'dt' : 'span'),
    glossdef: 'dd',
    ...all('table informaltable', 'div'),
    table: (element) => (isOfHtml(element) ? 'table' : 'div'),
    informaltable: (element) => (isOfHtml(element) ? 'table' : 'div'),
    tgroup: 'table',
    ...all('thead tbody tfoot', 'tbody'),
    ...all('row tr', 'tr'),
    ...all('entry td th', 'td'),
    footnote: 'note',
    footnoteref: 'span',
    emphasis: (element) => {
      const role = given(element, 'role') ?? ''
      return /bold|strong/.test(role)
        ? 'strong'
        : /strike/.test(role)
          ? 's'
          : /underline/.test(role)
            ? 'u'
            : 'em'
    },
    superscript: 'sup',
    subscript: 'sub',
    ...all(
      'literal code command filename option userinput computeroutput varname constant function classname methodname parameter envar prompt replaceable systemitem tag sgmltag type uri',
      'code',
    ),
    ...all('ulink link', 'a'),
    ...all('citetitle foreignphrase firstterm', 'em'),
    ...all('imagedata graphic inlinegraphic', 'img'),
    ...all('personname author editor publishername pubdate date', '~span'),
    ...all('firstname surname givenname', '~span'),
    math: 'math',
    sbr: 'space',
  },
  runs: [{ of: new Set(['line']), as: 'div.verse' }],
  metadata: docbookMetadata,
}

function isOfHtml(table: XmlElement): boolean {
  return !table.childNodes.some((child) => 'named' in child && child.named === 'tgroup')
}

function isDocbook(beginning: Uint8Array): boolean {
  const root = rootOf(beginning)
  if (root === undefined || !ROOTS.includes(root.name)) return false
  if (/docbook/i.test(root.doctype) || /docbook\.org/.test(root.tag)) return true
  return /<(?:para|simpara|articleinfo|bookinfo|sect1)[\s>]/.test(root.inside)
}

/** Articles, books and manuals. */
export const docbook: Format = {
  name: 'docbook',
  version: '1.1.0',
  title: 'DocBook',
  mediaTypes: ['application/docbook+xml', 'application/xml', 'text/xml'],
  extensions: ['dbk', 'docbook', 'xml'],
  keeps:
    'chapters and sections with their headings, paragraphs, lists, tables, quotations, verse, code, captions and footnotes; emphasis, code and links beside them; title, authors, editors, date, publisher, identifiers, licence, abstract and keywords of the information',
  leavesOut: 'the information as such, tables of contents, indexes, remarks, pictures',
  firstLineMayBeTitle: false,
  mayBePrinted: false,
  isMarkedUp: true,
  declaredEncoding: declaredInXml,
  read: (bytes) => readXmlDocument(bytes, VOCABULARY, ({ named }) => ROOTS.includes(named)),
  quoted: quotedInBlocks,
  isOfKind: isDocbook,
}
