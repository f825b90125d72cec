import type { CslDate, CslItem } from '../citing/csl/item.ts'
import { withWholeNames } from '../citing/csl/whole-names.ts'
import { addressedItem } from '../citing/exports/export-record.ts'
import type { WorkRecord } from '../store/works.ts'
import { citableWork, exportedRecord } from './cited.ts'
import type { Urls } from './urls.ts'

/**
 * What CSL-JSON says of a work and its own members do not: reference managers that are given the address of a work take
 * its JSON for CSL-JSON, because it has a type that they know, and would leave out all that is named otherwise.
 */
export function cslMembers(urls: Urls, work: WorkRecord): CslMembers {
  const {
    id: _id,
    type: _type,
    title: _title,
    language: _language,
    version: _version,
    ...members
  } = withWholeNames(addressedItem(exportedRecord(urls, citableWork(urls, work), { citation: '' })))
  return members
}

type CslMembers = Omit<CslItem, 'id' | 'type' | 'title' | 'language' | 'version'> & { issued?: CslDate }
