import { xmlElement, xmlNode } from '../../text/xml.ts'
import { OAI_FORMATS } from '../formats/formats.ts'
import type { OaiRepository } from '../repository.ts'
import type { Arguments } from '../request.ts'
import { existing } from './get-record.ts'

/** ListMetadataFormats (4.4): every item has them all. */
export async function listMetadataFormats(
  repository: OaiRepository,
  { identifier }: Arguments,
): Promise<string> {
  if (identifier !== undefined) await existing(repository, identifier)
  const formats = [...OAI_FORMATS.values()].map(({ prefix, schema, namespace }) =>
    xmlNode('metadataFormat', [
      xmlElement('metadataPrefix', prefix),
      xmlElement('schema', schema),
      xmlElement('metadataNamespace', namespace),
    ]),
  )
  return xmlNode('ListMetadataFormats', formats)
}
