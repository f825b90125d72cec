import { join, resolve } from 'node:path'
import { writeObjects } from '../packages/ocfl/write-objects.ts'
import { writeBags } from '../packages/write-bags.ts'
import { note, print, printJson } from './output.ts'
import { usingArchive } from './using-archive.ts'

/** What is asked for of the works of an archive, each in files of its own. */
export interface PackagesWanted {
  data: string
  /** Works by id or slug; all when it is left out. */
  work?: string[]
  json?: boolean
}

/** `colophon export --bagit`. */
export async function exportBags(directory: string, { data, work, json }: PackagesWanted): Promise<void> {
  const out = resolve(directory)
  let count = 0
  await usingArchive(data, async (archive) => {
    for await (const bag of writeBags(archive, { out, only: work })) {
      if (bag.bytes === undefined) note(`removed ${bag.file}: the work was withdrawn`)
      else {
        count++
        if (json) printJson(bag)
        else print(`file    ${bag.file}`)
      }
    }
  })
  note(count === 1 ? '1 bag.' : `${count} bags.`)
}

/** `colophon export --ocfl`. */
export async function exportObjects(directory: string, { data, work, json }: PackagesWanted): Promise<void> {
  const out = resolve(directory)
  let [count, added] = [0, 0]
  await usingArchive(data, (archive) =>
    writeObjects(archive, { out, only: work }, (object) => {
      count++
      added += object.added
      const place = join(out, object.path)
      if (json) printJson({ ...object, directory: place })
      else if (object.added > 0) print(`object  ${place}  v${object.versions}`)
      if (object.anew) note(`written anew: ${place}, for something of its work was withdrawn`)
    }),
  )
  note(
    `${count === 1 ? '1 object' : `${count} objects`}, ${added === 1 ? '1 new version' : `${added} new versions`}.`,
  )
}
