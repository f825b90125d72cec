/** What contains a work, and who published it, in the fields that an entry type prints. */
import type { CslItem } from '../csl/item.ts'
import type { TexFields } from './tex-entry.ts'
import { texListField, texRichField, texTitleField } from './tex-text.ts'

/** An entry type's fields for the two. Without one for the container, a site stands where its publisher would. */
export interface HostFields {
  container?: 'journal' | 'journaltitle' | 'booktitle'
  /** `null` where the entry type has none. */
  publisher: 'publisher' | 'institution' | 'school' | 'howpublished' | 'organization' | null
}

/** The fields, and the container's title where the entry type has no field left for it. */
export function hosts(item: CslItem, names: HostFields): { fields: TexFields; remark: string | null } {
  const { publisher, 'container-title': container } = item
  const named = (value: string | undefined): TexFields =>
    names.publisher === null ? {} : { [names.publisher]: texListField(value) }
  if (names.container) {
    const title = names.container === 'booktitle' ? texTitleField(container) : texRichField(container)
    return { fields: { [names.container]: title, ...named(publisher) }, remark: null }
  }
  const isSite = names.publisher === 'howpublished' || names.publisher === 'organization'
  const printed = publisher ?? (isSite ? container : undefined)
  return { fields: named(printed), remark: printed === container ? null : (container ?? null) }
}
