/** What the elements of TEI P5 are read as. */
import { isInLine, quotedAs } from '../quoted.ts'
import { given } from '../told.ts'
import type { Meaning, Vocabulary } from '../vocabulary.ts'
import type { XmlElement } from '../xml-tree.ts'

const LINES = new Set(
  'p ab l head item cell label seg s hi emph stage q quote said note note-p title foreign term ref persName placeName name dateline salute signed byline docAuthor def sense form cit speaker choice add supplied unclear corr sic reg orig w phr cl trailer bibl soCalled mentioned rs docImprint docTitle titlePart imprimatur'.split(
    ' ',
  ),
)
const BLOCKS = new Set('p ab l lg sp div list table quote figure'.split(' '))

const inLine = (element: XmlElement) => isInLine(element, LINES)
const blockOrLine = (block: Meaning, line: Meaning) => (element: XmlElement) =>
  inLine(element) ? line : block
const quoted = (element: XmlElement) => quotedAs(element, BLOCKS, LINES)

/** The hand of an emphasis, by what `rend`, `rendition` and `style` say. */
function hand(element: XmlElement): Meaning {
  const said = ['rend', 'rendition', 'style']
    .map((name) => given(element, name) ?? '')
    .join(' ')
    .toLowerCase()
  if (/\bsup/.test(said)) return 'sup'
  if (/\bsub/.test(said)) return 'sub'
  if (/bold|\bb\b/.test(said)) return 'strong'
  if (/italic|\bit?\b|emph/.test(said)) return 'em'
  if (/underline|\bu\b/.test(said)) return 'u'
  if (/strike|\bs\b/.test(said)) return 's'
  return said === '' ? 'em' : 'span'
}

/** What the edition means to be read: corrected, regular, in full; of readings that of the lemma. */
const READ = ['corr', 'reg', 'expan', 'lem']

const READ_IN = new WeakMap<XmlElement, XmlElement>()

/** Which of the readings in an element is read: looked up once. */
function readIn(parent: XmlElement): XmlElement | undefined {
  const known = READ_IN.get(parent)
  if (known) return known
  const readings = parent.childNodes.filter((node) => 'named' in node) as XmlElement[]
  const read =
    readings.find(({ named }) => READ.includes(named)) ?? readings.find(({ named }) => named !== 'note')
  if (read) READ_IN.set(parent, read)
  return read
}

function chosen(element: XmlElement): Meaning {
  const parent = element.parentNode as XmlElement | null
  if (!parent || (parent.named !== 'choice' && parent.named !== 'app'))
    return element.named === 'rdg' ? '!variant' : 'span'
  const read = readIn(parent)
  return element === read ? 'span' : '!variant'
}

const broken = (element: XmlElement): Meaning =>
  given(element, 'break') === 'no' ? 'span' : inLine(element) ? 'space' : 'span'

function reference(element: XmlElement): Meaning {
  const kind = `${given(element, 'type') ?? ''} ${given(element, 'rend') ?? ''}`
  const target = given(element, 'target') ?? ''
  return target.startsWith('#') && /note/i.test(kind) ? 'call' : 'a'
}

const all = (names: string, meaning: Meaning) =>
  Object.fromEntries(names.split(' ').map((name) => [name, meaning]))

export const TEI_ELEMENTS: Vocabulary['meanings'] = {
  ...all('teiHeader xenoData', '!front-matter'),
  ...all(
    'facsimile sourceDoc standOff fsdDecl index interp interpGrp spanGrp linkGrp joinGrp timeline figDesc desc listAnnotation',
    '!not-text',
  ),
  ...all(
    'div div1 div2 div3 div4 div5 div6 div7 body front back group text floatingText sp spGrp castList performance opener closer postscript epilogue prologue set argument titlePage listBibl lg listPerson listPlace biblFull biblStruct figure superEntry cit',
    'div',
  ),
  ...all(
    'p ab trailer castItem castGroup entryFree entry sense docImprint imprimatur docEdition person place',
    'p',
  ),
  ...all('byline dateline salute signed docAuthor docDate titlePart speaker address', 'p'),
  castList: 'ul',
  castItem: 'li',
  byline: blockOrLine('p', 'span'),
  dateline: blockOrLine('p', 'span'),
  salute: blockOrLine('p', 'span'),
  signed: blockOrLine('p', 'span'),
  docAuthor: blockOrLine('p', 'span'),
  docDate: blockOrLine('p', 'span'),
  address: blockOrLine('p', 'span'),
  addrLine: 'line',
  head: (element) => {
    const { named = '' } = (element.parentNode ?? {}) as Partial<XmlElement>
    return named === 'table' || named === 'figure'
      ? 'figcaption'
      : named === 'list' || named === 'listBibl'
        ? 'div.caption'
        : 'heading'
  },
  epigraph: 'div.epigraph',
  l: 'line',
  stage: blockOrLine('p', 'em'),
  list: (element) =>
    /order|number/i.test(`${given(element, 'type')} ${given(element, 'rend')}`) ? 'ol' : 'ul',
  item: 'li',
  label: (element) => ((element.parentNode as XmlElement | null)?.named === 'list' ? 'dt' : 'span'),
  bibl: (element) =>
    (element.parentNode as XmlElement | null)?.named === 'listBibl' ? 'li' : inLine(element) ? 'cite' : 'p',
  cit: blockOrLine('div', '~span'),
  quote: quoted,
  q: quoted,
  said: quoted,
  soCalled: quoted,
  table: 'table',
  row: 'tr',
  cell: 'td',
  note: 'note',
  fw: '!page-head',
  ...all('pb cb gb milestone anchor handShift ptr gap space', 'span'),
  lb: broken,
  choice: 'span',
  ...all('corr sic reg orig expan abbr am ex lem rdg rdgGrp', 'span'),
  corr: chosen,
  sic: chosen,
  reg: chosen,
  orig: chosen,
  expan: chosen,
  abbr: chosen,
  am: chosen,
  lem: chosen,
  rdg: chosen,
  rdgGrp: chosen,
  ...all('del surplus secl', '!deleted'),
  surplus: 'span',
  secl: 'span',
  hi: hand,
  emph: 'em',
  ...all('title foreign mentioned', 'i'),
  ...all('code gi att val ident eg', 'code'),
  eg: 'pre',
  ref: reference,
  graphic: 'img',
  media: 'img',
  formula: 'span',
  math: 'math',
  ...all(
    'form gramGrp orth pron pos gen number case iType usg def etym xr lbl colloc subc hyph syll mood per tns lang re',
    '~span',
  ),
}
