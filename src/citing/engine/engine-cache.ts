import { LRUCache } from 'lru-cache'
import { ColophonError } from '../../errors.ts'
import type { Style } from '../styles/style.ts'

/** Engines by style and locale, built when they are first used; the least used is dropped first. */
export class EngineCache<Engine> {
  readonly #build: (style: Style, locale: string) => Promise<Engine>
  readonly #engines: LRUCache<string, Promise<Engine>>

  constructor(max: number, build: (style: Style, locale: string) => Promise<Engine>) {
    this.#build = build
    this.#engines = new LRUCache({ max })
  }

  /**
   * Lets an engine work; nothing is awaited once it is there. An engine that throws may still hold an item: it is
   * dropped. Throws `unusable_style`: a file that passes for a style may still be none to the processor.
   */
  async use<T>(style: Style, locale: string, work: (engine: Engine) => T): Promise<T> {
    const key = `${style.independent} ${locale}`
    const engine = this.#engines.get(key) ?? this.#build(style, locale)
    this.#engines.set(key, engine)
    try {
      return work(await engine)
    } catch (error) {
      if (this.#engines.get(key) === engine) this.#engines.delete(key)
      const reason = error instanceof Error ? error.message : String(error)
      throw new ColophonError('unusable_style', `The style ${style.id} cannot be used: ${reason}`, {
        style: style.id,
      })
    }
  }
}
