import { workAtVersion, workNamed } from '../resolving/work.ts'
import type { Reads } from '../store/store.ts'
import type { WorkRecord } from '../store/works.ts'
import { Problem } from '../wire/problems.ts'
import type { Urls } from '../wire/urls.ts'
import { citationTrees } from './citation-tree.ts'

/** What texts are read from, and their addresses made with. */
export interface Texts {
  archive: { reads: Reads }
  urls: Urls
}

/** The path of a version's address. */
const VERSION = /^\/works\/([^/?#]{1,100})\/versions\/([^/?#]{1,100})$/

/** Is this the address of a version? */
export function namesText({ urls }: Texts, id: string): boolean {
  return VERSION.test(urls.pathOf(id) ?? '')
}

/**
 * The text that an identifier names, and its citation trees.
 *
 * @throws Problem `not_found`, ColophonError `work_not_found`, `version_not_found`, `withdrawn`
 */
export async function textNamed(texts: Texts, id: string) {
  const [, name, version] = VERSION.exec(texts.urls.pathOf(id) ?? '') ?? []
  if (name === undefined || version === undefined) throw noResource(id)
  const work = await workAtVersion(texts, await workNamed(texts, decoded(name)), decoded(version))
  return { work, trees: await treesOf(texts, work) }
}

/** The citation trees of a version. */
export async function treesOf({ archive }: Texts, { version }: WorkRecord) {
  return citationTrees(version.paragraphCount, (await archive.reads.paragraphs.card(version.no)).numberings)
}

/** A part of a path as it is meant; itself when it is broken. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export function noResource(id: string): Problem {
  return new Problem(
    'not_found',
    `There is no text ${JSON.stringify(id.slice(0, 200))}. /dts/collection lists the works, and each of them its versions.`,
  )
}

export function noPage(page: number, last: number): Problem {
  return new Problem('not_found', `There is no page ${page}: they end at ${last}.`)
}
