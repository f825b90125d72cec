import { LRUCache } from 'lru-cache'

/** What is computed when it is first asked for, once for all who ask meanwhile, and kept while there is room. */
export class AsyncCache<V extends object, K extends string | number = number> {
  readonly #kept: LRUCache<K, V>
  readonly #underway = new Map<K, Promise<V>>()

  /** @param most size of all together, as `sizeOf` has it; what is larger alone is not kept */
  constructor(most: number, sizeOf: (value: V) => number) {
    this.#kept = new LRUCache({ maxSize: most, sizeCalculation: sizeOf })
  }

  /** Fails with what `compute` fails with; whoever asks next has it computed anew. */
  async get(key: K, compute: () => Promise<V>): Promise<V> {
    const kept = this.#kept.get(key) ?? this.#underway.get(key)
    if (kept) return kept
    const computing = compute()
    this.#underway.set(key, computing)
    try {
      const value = await computing
      this.#kept.set(key, value)
      return value
    } finally {
      this.#underway.delete(key)
    }
  }
}
