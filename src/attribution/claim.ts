/** A pinpoint as people write it: `{ label: 'para.', value: '4–5' }`. */
export interface ClaimedLocator {
  label: string
  value: string
}

/** What somebody says of a quotation's source; what is not said is absent. */
export interface Claim {
  /** Id, slug, address or DOI of a work, or an id or address of something in it. */
  work?: string
  /** The key of the work in a bibliography, as this archive hands keys out. */
  key?: string
  /** One name or several, as people write them. */
  author?: string
  title?: string
  year?: string
  locator?: ClaimedLocator
}

/**
 * What a claim is worth.
 *
 * `right`: the words stand in the claimed work, at the claimed place where that can be told.
 *
 * `wrong_place`: they stand in that work, elsewhere.
 *
 * `wrong_work`: they stand in another work than the claimed one, or not in it, which is here.
 *
 * `wrong_author`: they stand in works by others alone.
 *
 * `wrong_year`: author and work agree, and no edition that is known is of the year.
 *
 * `unknown_source`: they stand nowhere here, and what is claimed is not here.
 *
 * `not_claimed`: nothing was claimed, or nothing that can be compared.
 */
export const ATTRIBUTIONS = [
  'right',
  'wrong_place',
  'wrong_work',
  'wrong_author',
  'wrong_year',
  'unknown_source',
  'not_claimed',
] as const

/** What a claim was found to be, and why in one sentence; the sentence is null where there is nothing to say. */
export interface Attribution {
  attribution: (typeof ATTRIBUTIONS)[number]
  sentence: string | null
}

/** Those that say that somebody erred. */
export const MISATTRIBUTIONS: ReadonlySet<Attribution['attribution']> = new Set([
  'wrong_place',
  'wrong_work',
  'wrong_author',
  'wrong_year',
] as const)

/** Nothing was claimed. */
export const NOT_CLAIMED: Attribution = { attribution: 'not_claimed', sentence: null }

/** Whether a claim says anything of a work. A place alone does not. */
export function claimsWork({ work, key, author, title, year }: Claim): boolean {
  return [work, key, author, title, year].some((said) => said !== undefined && said.trim() !== '')
}
