/** Builds the archive that the server is measured on, through the code that imports everything else. */

import { LocalWriter } from '../../dist/src/archive/local-writer.js'
import { prepareArchive } from '../../dist/src/archive/preparing.js'
import { databaseFile } from '../../dist/src/files/archive-files.js'
import { openReader, openWriter } from '../../dist/src/store/sqlite/open.js'
import { document, PARAGRAPHS_PER_WORK } from './prose.js'

/** The part of all paragraphs that stands in one giant work, for paging and streaming. */
const GIANT_SHARE = 0.2
/** A source of more is not taken: 20,000 paragraphs are 7 of at most 8 MiB. */
const MOST_OF_GIANT = 20_000
const NOW = '2026-01-01T00:00:00.000Z'

/**
 * Makes an archive of `rows` paragraphs in a directory.
 *
 * @param {(done: number, of: number) => void} progress told after each work
 * @param {AbortSignal} signal stops it between two works
 * @returns {Promise<{giant: string}>} id of the giant work
 */
export async function buildCorpus(directory, { rows, progress, signal }) {
  await prepareArchive(directory)
  const writer = new LocalWriter(openWriter(databaseFile(directory)), () => NOW)
  try {
    const ofGiant = Math.min(MOST_OF_GIANT, Math.round(rows * GIANT_SHARE))
    const works = Math.max(1, Math.ceil((rows - ofGiant) / PARAGRAPHS_PER_WORK))
    const giant = await writer.importSource(document(works, ofGiant))
    progress(ofGiant, rows)
    for (let number = 0; number < works; number++) {
      await writer.importSource(document(number, PARAGRAPHS_PER_WORK))
      progress(Math.min(rows, ofGiant + (number + 1) * PARAGRAPHS_PER_WORK), rows)
      // A promise that is kept at once would let no signal through.
      await new Promise(setImmediate)
      signal.throwIfAborted()
    }
    return { giant: giant.work }
  } finally {
    await writer.close()
  }
}

/**
 * Every paragraph of an archive, in the order of arrival: the giant work's first.
 *
 * @returns {{id: string, work: string, number: number, text: string}[]}
 */
export function readParagraphs(directory) {
  const db = openReader(databaseFile(directory))
  try {
    return db.all(
      `SELECT paragraph.id, work.id AS work, block.number, text.content AS text FROM paragraph
           JOIN work ON work.no = paragraph.work_no
           JOIN block ON block.paragraph = paragraph.id JOIN text ON text.no = block.text_no
         ORDER BY paragraph.no`,
    )
  } finally {
    db.close()
  }
}
