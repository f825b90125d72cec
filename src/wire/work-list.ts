import type { ListedWork } from '../store/works.ts'
import { inJson, type Members, objectPrinter, quoted } from './print.ts'
import type { Urls } from './urls.ts'

interface Printable {
  work: ListedWork
  /** The beginning of the addresses of works, as it stands in JSON. */
  works: string
}

const metadata =
  (name: 'title' | 'authors' | 'issued' | 'language' | 'type' | 'containerTitle') =>
  ({ work }: Printable) =>
    JSON.stringify(work.metadata[name])

/** A work as a list has it: what it is found by. */
const ITEM = {
  id: ({ work }) => quoted(work.id),
  slug: ({ work }) => JSON.stringify(work.slug),
  url: ({ work, works }) => quoted(works + work.id),
  title: metadata('title'),
  authors: metadata('authors'),
  issued: metadata('issued'),
  language: metadata('language'),
  type: metadata('type'),
  containerTitle: metadata('containerTitle'),
  version: ({ work, works }) => printVersion(work.version, `${works}${work.id}/versions/`),
  paragraphCount: ({ work }) => `${work.version.paragraphCount}`,
  wordCount: ({ work }) => `${work.version.wordCount}`,
} as const satisfies Members<Printable>

export type WorkField = keyof typeof ITEM

/** In the order in which they are printed. */
export const WORK_FIELDS = Object.keys(ITEM) as WorkField[]

/** Prints works as lists have them, with these members only where some are named. */
export function workItemPrinter(
  urls: Urls,
  fields: readonly WorkField[] = WORK_FIELDS,
): (work: ListedWork) => string {
  const print = objectPrinter(
    Object.fromEntries(fields.map((name) => [name, ITEM[name]])) as Members<Printable>,
  )
  const works = inJson(urls.work(''))
  return (work) => print({ work, works })
}

function printVersion({ id, createdAt }: ListedWork['version'], versions: string): string {
  return `{"id":"${id}","url":"${versions}${id}","createdAt":"${createdAt}"}`
}
