import type { Static } from 'typebox'
import type { ProvenanceRecord } from '../archive/provenance.ts'
import type { PlacedRepair } from '../store/provenance.ts'
import { printList, printObject } from './printed-json.ts'
import type { ProvenanceSchema, RepairSchema, SegmentSchema } from './schemas/provenance.ts'
import { sourceView } from './source.ts'
import type { Urls } from './urls.ts'
import { versionView } from './version.ts'

/** The wire shape of a version's provenance, printed as it is read: a long text's keeps nobody else waiting. */
export async function provenanceBody(urls: Urls, record: ProvenanceRecord): Promise<Buffer> {
  const { work, statements, relocations } = record
  const { work: reference, loader, id, url } = versionView(urls, work)
  const head: Omit<Static<typeof ProvenanceSchema>, 'repairs' | 'relocations' | 'segments'> = {
    work: reference,
    version: { id, url },
    source: { ...sourceView(urls, work, urls.work(work.id)), fileName: work.source.fileName },
    loader,
    warnings: work.version.warnings,
    statements,
  }
  return printObject(head, {
    repairs: await printList(record.repairs, (repair) => repairView(urls, repair)),
    relocations: [Buffer.from(JSON.stringify(relocations))],
    segments: await printList(record.segments, (segment): Static<typeof SegmentSchema> => segment),
  })
}

/** The wire shape of a repair. */
export function repairView(urls: Urls, { paragraph, ...repair }: PlacedRepair): Static<typeof RepairSchema> {
  return { ...repair, paragraph: paragraph && { ...paragraph, url: urls.paragraph(paragraph.id) } }
}
