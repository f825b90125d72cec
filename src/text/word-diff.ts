import { diffWordsWithSpace } from 'diff'

/** A run of words that both texts have, that only the first has, or that only the second has. */
export interface WordEdit {
  op: 'equal' | 'delete' | 'insert'
  text: string
}

/** Texts that differ in more words than this are not compared any further. */
const MOST_EDITS = 400

/** How one text becomes another, word by word; null when they have too little in common to say. */
export function wordDiff(from: string, to: string): WordEdit[] | null {
  const changes = diffWordsWithSpace(from, to, { maxEditLength: MOST_EDITS })
  return (
    changes?.map(({ added, removed, value }) => ({
      op: added ? 'insert' : removed ? 'delete' : 'equal',
      text: value,
    })) ?? null
  )
}
