/** Dublin Core as every repository has it (OAI-PMH 2.0, 4 and its schema oai_dc): the fifteen elements, and no terms. */
import { dublinCoreElements } from '../../citing/exports/dublin-core.ts'
import type { ExportRecord } from '../../citing/exports/export-record.ts'
import { xmlElement, xmlNode } from '../../text/xml.ts'
import type { OaiFormat } from './format.ts'

const NAMESPACE = 'http://www.openarchives.org/OAI/2.0/oai_dc/'
const SCHEMA = 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd'

/** The elements that terms refine or stand beside. */
const ELEMENT_OF: Readonly<Record<string, string>> = {
  'dcterms:isPartOf': 'dc:relation',
  'dcterms:abstract': 'dc:description',
  'dcterms:license': 'dc:rights',
}

export const OAI_DC: OaiFormat = {
  prefix: 'oai_dc',
  schema: SCHEMA,
  namespace: NAMESPACE,
  write: ({ cited }) => write(cited),
}

function write(record: ExportRecord): string {
  const elements = dublinCoreElements(record).flatMap(([name, text]) => {
    const element = name.startsWith('dc:') ? name : ELEMENT_OF[name]
    return element && text ? [xmlElement(element, text)] : []
  })
  return xmlNode('oai_dc:dc', elements, {
    'xmlns:oai_dc': NAMESPACE,
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation': `${NAMESPACE} ${SCHEMA}`,
  })
}
