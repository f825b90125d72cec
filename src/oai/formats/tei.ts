/** The whole text as TEI P5: the element that the work itself answers with. */
import { readTeiText, teiElement } from '../../tei/document.ts'
import type { OaiFormat, OaiSource } from './format.ts'

export const TEI: OaiFormat = {
  prefix: 'tei',
  schema: 'https://www.tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd',
  namespace: 'http://www.tei-c.org/ns/1.0',
  isLong: true,
  write,
}

async function write({ reads, urls, work }: OaiSource): Promise<string> {
  const parts = await teiElement(urls, await readTeiText(reads, work))
  return Buffer.concat(parts).toString('utf8')
}
