import type { LineageBlock } from '../../src/lineage/alignment.ts'
import { inherit } from '../../src/lineage/inherit.ts'
import type { Inheritance } from '../../src/lineage/inheritance.ts'
import { block } from './edited.ts'

/** A work whose versions inherit from each other, with all that it remembers: what the store keeps in rows. */
export class History {
  readonly work = '2rma5yfyxknb207f'
  readonly versions: LineageBlock[][] = []
  /** Every id ever given, in order, with the block that had it last. */
  readonly last = new Map<string, LineageBlock>()
  readonly #minted = new Map<string, number>()

  /** Adds a version of these paragraphs, or blocks, and tells what became of the ones before. */
  add(...blocks: (string | LineageBlock)[]): Inheritance {
    const newer = blocks.map((given) => (typeof given === 'string' ? block(given) : given))
    const older = this.versions.at(-1) ?? []
    const present = new Set(older.map(({ paragraph }) => paragraph))
    const inheritance = inherit({
      work: this.work,
      older,
      newer,
      absent: [...this.last]
        .filter(([paragraph]) => !present.has(paragraph))
        .map(([paragraph, { exactSha256, wordsSha256 }]) => ({ paragraph, exactSha256, wordsSha256 })),
      timesMinted: (wordsSha256) => this.#minted.get(wordsSha256) ?? 0,
    })
    for (const { wordsSha256, k } of inheritance.minted) this.#minted.set(wordsSha256, k)
    const version = newer.map((block, ordinal) => ({ ...block, paragraph: inheritance.ids[ordinal]! }))
    this.versions.push(version)
    for (const block of version) if (block.paragraph !== null) this.last.set(block.paragraph, block)
    return inheritance
  }
}

/** What became of the paragraphs, short: `relation paragraph > into < from`, with names for the ids. */
export function told({ changes }: Inheritance, names: ReadonlyMap<string, string>): string[] {
  const name = (id: string) => names.get(id) ?? 'new'
  return changes.map(({ relation, paragraph, into, from, fromNumber, toNumber }) =>
    [
      relation,
      name(paragraph),
      ...(into === null ? [] : [`into ${name(into)}`]),
      ...(from === null ? [] : [`from ${name(from)}`]),
      `${fromNumber ?? '-'}:${toNumber ?? '-'}`,
    ].join(' '),
  )
}
