import type { ProvenanceRecord } from '../../archive/provenance.ts'
import type { PlacedRepair } from '../../store/provenance.ts'
import type { Reads } from '../../store/store.ts'
import { readFrom } from '../../store/works.ts'
import { type MendedPlace, mendedPlace } from './mended-place.ts'

/** Repairs of a version with what stood in its source, those that could not be decided for themselves. */
export interface MendedPlaces {
  unresolved: MendedPlace[]
  repaired: MendedPlace[]
  isErased: boolean
}

/** Reads the first `most` of each kind. */
export async function mendedPlaces(
  { versions, provenance }: Pick<Reads, 'versions' | 'provenance'>,
  { work, repairs }: Pick<ProvenanceRecord, 'work' | 'repairs'>,
  most: number,
): Promise<MendedPlaces> {
  const bytes = (await versions.source(readFrom(work))) ?? new Uint8Array()
  const [unresolved, repaired] = await firstOfEach(repairs, most)
  const placed = async (repair: PlacedRepair) => {
    const { block } = repair
    return mendedPlace(
      bytes,
      repair,
      await provenance.segmentsOf(work.version.no, { from: block, to: block }),
    )
  }
  return {
    unresolved: await Promise.all(unresolved.map(placed)),
    repaired: await Promise.all(repaired.map(placed)),
    isErased: bytes.length === 0 && work.source.byteLength > 0,
  }
}

/** The first repairs that could not be decided, and the first of the others. */
async function firstOfEach(
  pages: AsyncIterable<PlacedRepair[]>,
  most: number,
): Promise<[PlacedRepair[], PlacedRepair[]]> {
  const unresolved: PlacedRepair[] = []
  const repaired: PlacedRepair[] = []
  for await (const page of pages) {
    for (const repair of page) {
      const kind = repair.certainty === 'unresolved' ? unresolved : repaired
      if (kind.length < most) kind.push(repair)
    }
  }
  return [unresolved, repaired]
}
