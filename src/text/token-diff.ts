import { diffArrays } from 'diff'
import { anchors } from './token-anchors.ts'
import type { Token } from './tokens.ts'

/** Tokens of the first text that stand in the second as well, or a run of them that another run replaces. */
export interface Hunk {
  equal: boolean
  /** Half-open index ranges of the tokens. */
  from: [number, number]
  to: [number, number]
}

/** What differs in more tokens than this is first cut at runs that both texts have once; the cost is quadratic. */
const MOST_EDITS = 200

/** How one run of tokens becomes another: alternately equal and not. Bounded in time for any texts. */
export function tokenDiff(from: readonly Token[], to: readonly Token[]): Hunk[] {
  const a = from.map(({ text }) => text)
  const b = to.map(({ text }) => text)
  const hunks = diffStretch(a, b)
  if (hunks) return hunks
  const found: Hunk[] = []
  let [i, j] = [0, 0]
  for (const [nextI, nextJ] of [...anchors(a, b), [a.length, b.length] as const]) {
    const stretch = diffStretch(a.slice(i, nextI), b.slice(j, nextJ)) ?? [
      { equal: false, from: [0, nextI - i], to: [0, nextJ - j] } satisfies Hunk,
    ]
    for (const hunk of stretch) append(found, shifted(hunk, i, j))
    ;[i, j] = [nextI, nextJ]
  }
  return found
}

function diffStretch(a: string[], b: string[]): Hunk[] | null {
  const changes = diffArrays(a, b, { maxEditLength: MOST_EDITS })
  if (!changes) return null
  const hunks: Hunk[] = []
  let [i, j] = [0, 0]
  for (const { added, removed, value } of changes) {
    const toI = added ? i : i + value.length
    const toJ = removed ? j : j + value.length
    append(hunks, { equal: !added && !removed, from: [i, toI], to: [j, toJ] })
    ;[i, j] = [toI, toJ]
  }
  return hunks
}

function append(hunks: Hunk[], hunk: Hunk): void {
  const last = hunks.at(-1)
  if (last?.equal !== hunk.equal) hunks.push(hunk)
  else {
    last.from[1] = hunk.from[1]
    last.to[1] = hunk.to[1]
  }
}

function shifted({ equal, from, to }: Hunk, i: number, j: number): Hunk {
  return { equal, from: [from[0] + i, from[1] + i], to: [to[0] + j, to[1] + j] }
}
