import type { WorkReads } from '../../works.ts'
import type { Database } from '../database.ts'
import { worksAddressed } from '../works/addressed.ts'
import { worksWithSameNames, worksWithSameText } from '../works/alike.ts'
import { workKeyed } from '../works/citation-keys.ts'
import { isUnused, readCounts } from '../works/counts.ts'
import { currentMetadata, readMetadataHistory } from '../works/metadata.ts'
import { presentWorkIdsAfter } from '../works/version-list.ts'
import { authorsOfWorks, facetsOfWorks } from '../works/work-authors.ts'
import { idOfWork, workIds } from '../works/work-ids.ts'
import { listWorks, newestWorks } from '../works/work-list.ts'
import { findWork, findWorkAtVersion, findWorks } from '../works/works.ts'

/** Reads of works on a connection. */
export function workReads(db: Database): WorkReads {
  return {
    named: async (idOrSlug) => findWork(db, idOrSlug),
    byIds: (ids) => findWorks(db, ids),
    atVersion: (work, version) => findWorkAtVersion(db, work, version),
    list: (filter) => listWorks(db, filter),
    newest: async (limit) => newestWorks(db, limit),
    authors: async (after, limit) => authorsOfWorks(db, after, limit),
    facets: async (ids) => facetsOfWorks(db, ids),
    idOf: async (idOrSlug) => idOfWork(db, idOrSlug),
    keyed: async (key) => workKeyed(db, key),
    addressed: async (urlOrDoi) => worksAddressed(db, urlOrDoi),
    idsOf: async (numbers) => workIds(db, numbers),
    idsAfter: async (id, limit) => presentWorkIdsAfter(db, id, limit),
    metadata: async (no) => currentMetadata(db, no),
    metadataHistory: async (no) => readMetadataHistory(db, no),
    withSameText: async () => worksWithSameText(db),
    withSameNames: async () => worksWithSameNames(db),
    counts: async () => readCounts(db),
    areNone: async () => isUnused(db),
  }
}
