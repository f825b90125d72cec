/** The sets of OAI-PMH 2.0, 2.6: the works of an author, and the works in a language. */
import { authorKey } from '../archive/author-list.ts'
import type { WorkChanges } from '../archive/work-changes.ts'
import { nextTurn } from '../bounds/next-turn.ts'
import { sha256, truncatedDigest } from '../identity/digest.ts'
import { printName } from '../loading/metadata/print-name.ts'
import type { WorkFacets, WorkReads } from '../store/works.ts'

/** Works read at a time: some milliseconds. */
const AT_ONCE = 200
/** Bytes of the digest in a set's name that has other letters than a setSpec may. */
const DIGEST_BYTES = 10

/** A set that has works. */
export interface NamedSet {
  spec: string
  name: string
}

/** What a harvester may have of a set: its works, those withdrawn among them, so that he is told of these. */
interface SetMembers {
  works: Set<string>
  /** How many of them are not withdrawn. A set without any is not listed: its name would tell of whom the others are. */
  present: number
  name: string
}

const PARENTS: readonly NamedSet[] = [
  { spec: 'author', name: 'Works whose authors are known' },
  { spec: 'language', name: 'Works whose language is known' },
]

/** The sets that a work is in, the one above each left out. */
export function setsOf({ authors, language }: Pick<WorkFacets, 'authors' | 'language'>): NamedSet[] {
  const sets = new Map<string, NamedSet>()
  for (const name of authors.map(printName)) {
    const key = authorKey(name)
    if (key !== '') sets.set(key, { spec: `author:${wordOf(key)}`, name })
  }
  return language
    ? [...sets.values(), { spec: `language:${wordOf(language.toLowerCase())}`, name: language }]
    : [...sets.values()]
}

/** The name as a word of a setSpec, which has no letters but those of ASCII: a digest stands for others. */
function wordOf(name: string): string {
  return /^[a-z0-9][a-z0-9 -]*$/.test(name)
    ? name.replaceAll(' ', '-')
    : `x-${truncatedDigest(sha256(name), DIGEST_BYTES)}`
}

/** Which works are in which set, gathered when it is asked for, and what changed since when it is asked again. */
export class OaiSets {
  readonly #changes: WorkChanges
  readonly #works: WorkReads
  readonly #sets = new Map<string, SetMembers>()
  readonly #setsOf = new Map<string, { specs: string[]; withdrawn: boolean }>()
  /** Works that nothing is known of any more: whoever harvests a set must be told that they are gone. */
  readonly #erased = new Set<string>()
  #gatheredTo = 0
  #gathering: Promise<void> | undefined

  constructor(changes: WorkChanges, works: WorkReads) {
    this.#changes = changes
    this.#works = works
    for (const { spec, name } of PARENTS) this.#sets.set(spec, { works: new Set(), present: 0, name })
  }

  /** Gathers what changed, as far as the changes were read. */
  refresh(): Promise<void> {
    this.#gathering ??= this.#gather().finally(() => {
      this.#gathering = undefined
    })
    return this.#gathering
  }

  /** Tells of a work whether a harvester of the set is to be told of it. */
  membership(spec: string): (work: string) => boolean {
    const members = this.#sets.get(spec)?.works
    const mayHaveBeen = PARENTS.some((parent) => spec === parent.spec || spec.startsWith(`${parent.spec}:`))
    return (work) => members?.has(work) || (mayHaveBeen && this.#erased.has(work))
  }

  /** The sets in the order of their names: at most `limit` after one ('' for the first). */
  after(spec: string, limit: number): NamedSet[] {
    const parents = new Set(PARENTS.map((parent) => parent.spec))
    return [...this.#sets]
      .filter(([name, { present }]) => name > spec && (present > 0 || parents.has(name)))
      .map(([name, set]) => ({ spec: name, name: set.name }))
      .sort((a, b) => (a.spec < b.spec ? -1 : 1))
      .slice(0, limit)
  }

  async #gather(): Promise<void> {
    const { size } = this.#changes
    if (size === this.#gatheredTo) return
    const changed = [...this.#changes.since(this.#gatheredTo)]
    for (let at = 0; at < changed.length; at += AT_ONCE, await nextTurn()) {
      const some = changed.slice(at, at + AT_ONCE)
      const facets = await this.#works.facets(some)
      for (const work of some) this.#put(work, facets.get(work))
    }
    this.#gatheredTo = size
  }

  #put(work: string, facets: WorkFacets | undefined): void {
    this.#remove(work)
    if (!facets) {
      this.#erased.add(work)
      return
    }
    const { withdrawn } = facets
    const sets = setsOf(facets)
    const parents = PARENTS.filter(({ spec }) => sets.some((set) => set.spec.startsWith(`${spec}:`)))
    for (const { spec, name } of [...parents, ...sets]) {
      const members = this.#sets.get(spec) ?? { works: new Set(), present: 0, name }
      if (members.present === 0) members.name = name
      members.works.add(work)
      if (!withdrawn) members.present++
      this.#sets.set(spec, members)
    }
    this.#setsOf.set(work, { specs: [...parents, ...sets].map(({ spec }) => spec), withdrawn })
  }

  #remove(work: string): void {
    this.#erased.delete(work)
    const { specs, withdrawn } = this.#setsOf.get(work) ?? { specs: [], withdrawn: true }
    for (const spec of specs) {
      const members = this.#sets.get(spec)!
      members.works.delete(work)
      if (!withdrawn) members.present--
    }
    this.#setsOf.delete(work)
  }
}
