/** COinS (OpenURL COinS 1.0): a Z39.88-2004 ContextObject as a query string, for the `title` of `span.Z3988`. */
import type { CslDate, CslItem } from '../csl/item.ts'
import { coinsFormat } from './coins-formats.ts'
import { edtfDate } from './edtf.ts'
import { addressedItem, type ExportRecord } from './export-record.ts'
import { nameParts, sortedName, withParticle } from './name-parts.ts'
import { plainText } from './rich-text.ts'

type Pair = [key: string, value: string | null | undefined]

/** The query string. In HTML its `&` still has to be escaped, as in any attribute. */
export function coins(record: ExportRecord): string {
  const item = addressedItem(record)
  const { format, members } = coinsFormat(item.type)
  const pairs: Pair[] = [
    ['ctx_ver', 'Z39.88-2004'],
    ['rft_val_fmt', `info:ofi/fmt:kev:mtx:${format}`],
    ...members(item).map(([key, value]): Pair => [`rft.${key}`, plainText(value ?? '')]),
    ...authors(item),
    ['rft.date', day(item.issued)],
    ['rft_id', item.DOI && `info:doi/${item.DOI}`],
    ['rft_id', format === 'dc' ? null : item.URL],
  ]
  return pairs
    .filter(([, value]) => value)
    .map(([key, value]) => `${key}=${encodeURIComponent(value!.toWellFormed())}`)
    .join('&')
}

/**
 * The first author by parts alone: with `rft.au` beside them Zotero takes the same person for a second author.
 * Names in `rft.au` have a comma, at which it splits them, and not at the last space.
 */
function authors({ author }: CslItem): Pair[] {
  return nameParts(author).flatMap((parts, index): Pair[] => {
    if (parts.literal !== undefined) return [['rft.aucorp', parts.literal]]
    if (index > 0) return [['rft.au', sortedName(parts)]]
    return [
      ['rft.aulast', withParticle(parts.particle, parts.family)],
      ['rft.aufirst', parts.given],
      ['rft.ausuffix', parts.suffix],
    ]
  })
}

/** ContextObjects have days, months and years; of any other date they get the year that it begins in. */
function day(date: CslDate | undefined): string | null {
  return /^\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?(?=$|[~/-])/.exec(edtfDate(date) ?? '')?.[0] ?? null
}
