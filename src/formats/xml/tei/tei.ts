/** Text Encoding Initiative, P5. */

import { NUMBERING_LABELS } from '../../../numbering/labels.ts'
import { declaredInXml } from '../../encodings/declared.ts'
import type { Format } from '../../format.ts'
import { quotedInBlocks } from '../../quotation-numbers.ts'
import { rootOf } from '../root-of.ts'
import { given } from '../told.ts'
import type { Place, Vocabulary } from '../vocabulary.ts'
import { readXmlDocument } from '../xml.ts'
import type { XmlElement } from '../xml-tree.ts'
import { TEI_ELEMENTS } from './tei-elements.ts'
import { teiMetadata } from './tei-header.ts'

const ROOTS = new Set(['TEI', 'teiCorpus', 'TEI.2'])

const VOCABULARY: Vocabulary = {
  what: 'a document of TEI, JATS, DocBook or OSIS',
  meanings: TEI_ELEMENTS,
  sections: new Set('body front back div div1 div2 div3 div4 div5 div6 div7 lg'.split(' ')),
  runs: [
    { of: new Set(['l']), as: 'div.verse' },
    { of: new Set(['addrLine']), as: 'span' },
  ],
  metadata: teiMetadata,
  places: (elements) => elements.flatMap(placeOf),
}

/** Pages by `pb`, lines by `lb` and `l`, what `milestone` says. */
function placeOf(element: XmlElement): Place[] {
  const value = given(element, 'n')
  if (value === undefined) return []
  const unit = element.named === 'milestone' ? given(element, 'unit') : UNITS[element.named]
  return unit !== undefined && NUMBERING_LABELS.includes(unit)
    ? [{ label: unit, value, element, isWithin: element.named === 'l' }]
    : []
}

const UNITS: Readonly<Record<string, string>> = { pb: 'page', lb: 'line', l: 'line', cb: 'column' }

/** TEI P5, and what of P4 has the same names. */
export const tei: Format = {
  name: 'tei',
  version: '1.1.0',
  title: 'TEI',
  mediaTypes: ['application/tei+xml', 'application/xml', 'text/xml'],
  extensions: ['tei', 'xml'],
  keeps:
    'the text with its divisions, headings, paragraphs, verse, speeches, letters, lists, tables, quotations and notes; emphasis, links and languages beside it; of variants the reading text; pages, lines and milestones as locators; what the header says of the text',
  leavesOut: 'headers, facsimiles, running heads, deletions, readings of the apparatus, pictures',
  firstLineMayBeTitle: false,
  mayBePrinted: false,
  isMarkedUp: true,
  declaredEncoding: declaredInXml,
  read: (bytes) => readXmlDocument(bytes, VOCABULARY, ({ named }) => ROOTS.has(named)),
  quoted: quotedInBlocks,
  isOfKind: (beginning) => ROOTS.has(rootOf(beginning)?.name ?? ''),
}
