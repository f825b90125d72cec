/** Works whose withdrawal waits for a person's word, and of how many that are shown. */
export interface HeldBack {
  works: number
  of: number
}

/** Share of the works, and number of them, up to which withdrawals are obeyed without a word. */
const USUAL = { share: 0.05, works: 1 }

/** What must wait of so many withdrawals: whoever empties an origin does not empty its mirrors; null for what is usual. */
export function unusualWithdrawal({ works, of }: HeldBack): HeldBack | null {
  return works <= Math.max(USUAL.works, of * USUAL.share) ? null : { works, of }
}
