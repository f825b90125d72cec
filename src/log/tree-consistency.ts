/** Proofs that a tree is the beginning of another, for witnesses, who have nothing of the log but its last root. */
import {
  floorLog2,
  type HashReader,
  keptHashesOf,
  type LeafRange,
  rangeRoot,
  subtreesOf,
} from './hash-reader.ts'
import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './tree-hash.ts'

/**
 * RFC 9162 §2.1.4.1. The nodes whose hashes prove that the tree of `from` leaves is the beginning of the tree of `to` leaves;
 * none when `from` is 0 or `to`. 0 <= from <= to.
 */
export function consistencyPath(from: number, to: number): LeafRange[] {
  if (from === 0) return []
  const path: LeafRange[] = []
  let node: LeafRange = { start: 0, end: to }
  while (node.end !== from) {
    const middle = node.start + 2 ** floorLog2(node.end - node.start - 1)
    const [left, right] = [
      { start: node.start, end: middle },
      { start: middle, end: node.end },
    ]
    path.push(from <= middle ? right : left)
    node = from <= middle ? left : right
  }
  // The old tree itself is known to who asks; any other node where the descent ends is not.
  if (node.start > 0) path.push(node)
  return path.reverse()
}

/**
 * The hashes that prove that a tree of `from` leaves grew into one of `to`: `consistencyPath` with hashes for nodes.
 *
 * @throws LogError `missing_hash`
 */
export function consistencyProof(reader: HashReader, from: number, to: number): Buffer[] {
  return consistencyPath(from, to).map((range) => rangeRoot(reader, range))
}

/** The kept hashes [from, to) of tile levels that `consistencyProof` reads. */
export function hashesBetween(from: number, to: number): { level: number; from: number; to: number }[] {
  return consistencyPath(from, to)
    .flatMap(subtreesOf)
    .map(keptHashesOf)
    .map(({ tileLevel, from, to }) => ({ level: tileLevel, from, to }))
}

/** Does the proof show that the first tree is the beginning of the second? Step by step as RFC 9162 §2.1.4.2 has it. */
export function extendsTree(
  first: { size: number; root: Uint8Array },
  second: { size: number; root: Uint8Array },
  proof: readonly Buffer[],
): boolean {
  if (first.size > second.size || proof.some((hash) => hash.length !== HASH_BYTES)) return false
  if (first.size === second.size) return proof.length === 0 && Buffer.from(first.root).equals(second.root)
  if (first.size === 0) return proof.length === 0 && EMPTY_ROOT.equals(first.root)
  const complete = first.size === 2 ** floorLog2(first.size)
  const [begin, ...rest] = complete ? [Buffer.from(first.root), ...proof] : proof
  if (begin === undefined || proof.length === 0) return false
  const roots = rootsFrom(begin, rest, [first.size - 1, second.size - 1])
  if (!roots) return false
  return roots[0].equals(first.root) && roots[1].equals(second.root)
}

/** The roots of both trees (`fr` and `sr` of the RFC), from where their last leaves stand; null when the proof is too short or long. */
function rootsFrom(begin: Buffer, rest: readonly Buffer[], last: [number, number]): [Buffer, Buffer] | null {
  let [fn, sn] = last
  const up = () => {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  while (fn % 2 === 1) up()
  let [fr, sr] = [begin, begin]
  for (const c of rest) {
    if (sn === 0) return null
    if (fn % 2 === 1 || fn === sn) {
      ;[fr, sr] = [nodeHash(c, fr), nodeHash(c, sr)]
      while (fn % 2 === 0 && fn !== 0) up()
    } else sr = nodeHash(sr, c)
    up()
  }
  return sn === 0 ? [fr, sr] : null
}
