import { xmlElement, xmlNode } from '../../text/xml.ts'
import type { OaiRepository } from '../repository.ts'
import type { Arguments } from '../request.ts'
import { printSetsToken, readSetsToken } from '../resumption.ts'
import { MOST_ITEMS, resumptionToken } from './list-page.ts'

/** ListSets (4.6), in the order of their names. */
export async function listSets(
  repository: OaiRepository,
  { resumptionToken: token }: Arguments,
): Promise<string> {
  await repository.sets.refresh()
  const { after, cursor } = token === undefined ? { after: '', cursor: 0 } : readSetsToken(token)
  const found = repository.sets.after(after, MOST_ITEMS + 1)
  const sets = found.slice(0, MOST_ITEMS)
  const rest =
    found.length > MOST_ITEMS
      ? printSetsToken({ after: sets.at(-1)!.spec, cursor: cursor + sets.length })
      : undefined
  return xmlNode('ListSets', [
    ...sets.map(({ spec, name }) =>
      xmlNode('set', [xmlElement('setSpec', spec), xmlElement('setName', name)]),
    ),
    ...resumptionToken({ token: rest, cursor }),
  ])
}
