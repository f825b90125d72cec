/** The collections of DTS: all works, each of which is the collection of its versions. */
import { workAtVersion, workNamed } from '../resolving/work.ts'
import type { ListedWork, WorkRecord } from '../store/works.ts'
import { decoded, namesText, noPage, noResource, type Texts, textNamed, treesOf } from './texts.ts'
import { paged, resourceView, rootId, rootView, workView } from './views.ts'

/** Works of a page of the collection: those of so many keys of the store. */
const WORKS_A_PAGE = 100
const WORK = /^\/works\/([^/?#]{1,100})$/

/** Which members are wanted. */
interface Wanted {
  page: number
  nav: string
}

/** The collection or resource with an identifier. @throws Problem `not_found`, and what `textNamed` throws */
export async function collectionView(texts: Texts, id: string, wanted: Wanted): Promise<object> {
  const { urls } = texts
  if (id === rootId(urls) || id === urls.path('/works')) return allWorks(texts, wanted)
  if (namesText(texts, id)) return oneText(texts, id, wanted)
  const [, name] = WORK.exec(urls.pathOf(id) ?? '') ?? []
  if (name === undefined) throw noResource(id)
  return oneWork(texts, await workNamed(texts, decoded(name)), wanted)
}

async function allWorks(texts: Texts, { page, nav }: Wanted): Promise<object> {
  const { works } = texts.archive.reads
  const view = rootView(texts.urls, (await works.counts()).works)
  if (nav === 'parents') return { ...view, member: [] }
  const [newest] = await works.newest(1)
  const last = Math.max(1, Math.ceil((newest?.no ?? 0) / WORKS_A_PAGE))
  if (page > last) throw noPage(page, last)
  const until = page * WORKS_A_PAGE
  const listed = await works.list({ after: until - WORKS_A_PAGE, limit: WORKS_A_PAGE })
  const member: object[] = []
  for (const work of listed.filter(({ no }) => no <= until)) member.push(await collectionOf(texts, work))
  const at = (page: number) => texts.urls.path('/dts/collection', { id: rootId(texts.urls), page })
  return { ...view, member, ...paged({ page, last, at }) }
}

async function oneWork(texts: Texts, work: WorkRecord, { page, nav }: Wanted): Promise<object> {
  const { works, versions } = texts.archive.reads
  const view = await collectionOf(texts, work)
  if (nav === 'parents') return { ...view, member: [rootView(texts.urls, (await works.counts()).works)] }
  if (page > 1) throw noPage(page, 1)
  const member: object[] = []
  for (const { id } of await versions.ofWork(work.id)) {
    const version = await workAtVersion(texts, work, id)
    member.push(resourceView(texts.urls, version, await treesOf(texts, version)))
  }
  return { ...view, member }
}

async function oneText(texts: Texts, id: string, { nav }: Wanted): Promise<object> {
  const { work, trees } = await textNamed(texts, id)
  const parents = nav === 'parents' && { member: [await collectionOf(texts, work)] }
  return { ...resourceView(texts.urls, work, trees), ...parents }
}

async function collectionOf(
  { archive, urls }: Texts,
  work: Pick<ListedWork, 'id' | 'metadata'>,
): Promise<object> {
  return workView(urls, work, (await archive.reads.versions.ofWork(work.id)).length)
}
