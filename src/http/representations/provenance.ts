import type { ProvenanceRecord } from '../../archive/provenance.ts'
import type { PlacedRepair } from '../../store/versions.ts'
import type { Urls } from '../urls.ts'
import { versionView } from './version.ts'

/** The wire shape of a version's provenance. */
export function provenanceView(urls: Urls, record: ProvenanceRecord) {
  const { work, statements, relocations, segments } = record
  const { work: reference, loader, id, url } = versionView(urls, work)
  return {
    work: reference,
    version: { id, url },
    source: {
      sha256: work.source.sha256,
      bytes: work.source.byteLength,
      mediaType: work.source.mediaType,
      fileName: work.source.fileName,
      url: `${urls.work(work.id)}/source`,
    },
    loader,
    warnings: work.version.warnings,
    statements,
    repairs: record.repairs.map((repair) => repairView(urls, repair)),
    relocations,
    segments,
  }
}

/** The wire shape of a repair. */
export function repairView(urls: Urls, { paragraph, ...repair }: PlacedRepair) {
  return { ...repair, paragraph: paragraph && { ...paragraph, url: urls.paragraph(paragraph.id) } }
}
