import type { DraftBlock } from '../draft.ts'

/** Whether a block is the mark of a page: converters that paginate write `{12}` and 48 hyphens. */
export function isPageMark({ text }: DraftBlock): boolean {
  return /^\{\d{1,5}\}-{40,60}$/.test(text)
}
