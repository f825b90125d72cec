import { xmlNode } from '../../text/xml.ts'
import { oaiFault } from '../faults.ts'
import type { OaiFormat } from '../formats/format.ts'
import { OAI_FORMATS } from '../formats/formats.ts'
import type { Item, OaiRepository } from '../repository.ts'
import type { Arguments } from '../request.ts'

/** GetRecord (4.1). */
export async function getRecord(repository: OaiRepository, args: Arguments): Promise<string> {
  const item = await existing(repository, args.identifier!)
  const record = await repository.record(item, formatWith(args.metadataPrefix!))
  if (record === undefined) throw noItem(args.identifier!)
  return xmlNode('GetRecord', [record])
}

/** The item with an identifier. @throws OaiFault `idDoesNotExist` */
export async function existing(repository: OaiRepository, identifier: string): Promise<Item> {
  const work = repository.workIn(identifier)
  const item = work === undefined ? undefined : await repository.item(work)
  if (!item) throw noItem(identifier)
  return item
}

/** The format with a prefix. @throws OaiFault `cannotDisseminateFormat` */
export function formatWith(prefix: string): OaiFormat {
  const format = OAI_FORMATS.get(prefix)
  if (format) return format
  const prefixes = [...OAI_FORMATS.keys()].join(', ')
  throw oaiFault(
    'cannotDisseminateFormat',
    `There is no metadata format ${JSON.stringify(prefix.slice(0, 80))} here. Ask for one of: ${prefixes}.`,
  )
}

function noItem(identifier: string) {
  return oaiFault('idDoesNotExist', `There is no item ${JSON.stringify(identifier.slice(0, 200))} here.`)
}
