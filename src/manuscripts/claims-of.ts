import type { Claim } from '../attribution/claim.ts'
import type { ClaimedIn } from '../attribution/claimed-works.ts'
import { hintedWork } from '../resolving/hint.ts'
import type { Bibliography } from './bibliography.ts'
import type { CitedSource } from './citations/cited-source.ts'
import type { ManuscriptQuotation } from './manuscript-quotation.ts'

/** What may be claimed of a quotation: one source is enough. */
export interface Claims {
  sources: Meant[]
  /** Whether nothing of it is unclear, so that what is wrong is the writer's error. */
  sure: boolean
}

/** A claim, and, where the first words of a name may be none, what it says without them. */
export interface Meant {
  claim: Claim
  least?: Claim
}

/** What a quotation's citations claim. A key that names nothing here or in the bibliography is unclear. */
export async function claimsOf(
  services: ClaimedIn,
  { sources, hints }: Pick<ManuscriptQuotation, 'sources' | 'hints'>,
  bibliography: Bibliography,
): Promise<Claims> {
  const found: Meant[] = []
  let sure = true
  for (const source of sources) {
    const claim = await withoutUnknown(services, claimOf(source, bibliography))
    if (claim) found.push(meant(claim, source))
    if (!claim || !source.sure) sure = false
  }
  for (const hint of sources.length > 0 ? [] : hints) {
    const work = await hintedWork(services, hint)
    if (work) found.push({ claim: { work: work.id } })
  }
  return { sources: found, sure }
}

function claimOf({ claim: { key, ...said } }: CitedSource, bibliography: Bibliography): Claim {
  const entry = key === undefined ? undefined : bibliography.get(key)
  return entry ? { ...entry, ...said } : { ...said, ...(key !== undefined && { key }) }
}

/** An address or key of no work here says nothing; undefined where nothing else is said. */
async function withoutUnknown(services: ClaimedIn, claim: Claim): Promise<Claim | undefined> {
  const { work, key, ...said } = claim
  const named = work ?? key
  const known = named === undefined ? undefined : await hintedWork(services, named)
  // What the entry says beside the address is how it is spelt there: the work decides.
  if (known) return { work: known.id, ...(said.locator && { locator: said.locator }) }
  return Object.keys(said).some((name) => name !== 'locator') || named === undefined ? said : undefined
}

/** "Historian Al Shami (2016)" begins with a word that is no name: the last one surely is. */
function meant(claim: Claim, { begins = false }: CitedSource): Meant {
  const [, first = '', others = ''] = /^(.*?)((?:,| & | and | et | und ).*)?$/.exec(claim.author ?? '') ?? []
  const names = first.split(' ')
  if (!begins || names.length < 2) return { claim }
  return { claim, least: { ...claim, author: names.at(-1)! + others } }
}
