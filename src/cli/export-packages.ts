import { resolve } from 'node:path'
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
