import type { Static } from 'typebox'
import type { Archive } from '../archive/archive.ts'
import type { NearestOffered } from '../searching/verification.ts'
import type { NearestPassage } from './schemas/nearest.ts'
import type { Urls } from './urls.ts'
import { workReference } from './work-reference.ts'

/** The wire shape of the likest passage, which may be another than the one that was quoted. */
export async function nearestView(
  { archive, urls }: { archive: Archive; urls: Urls },
  nearest: NearestOffered,
): Promise<Static<typeof NearestPassage>> {
  const work = (await archive.reads.works.named(nearest.work))!
  return {
    work: workReference(urls, work),
    paragraph: nearest.paragraph && urls.paragraph(nearest.paragraph),
    number: nearest.number,
    text: nearest.text,
    diff: nearest.diff,
  }
}
