/** The moment that a dump is of: the first entries of a log, as many as its note signs. */
export interface Moment {
  size: number
  /** The signed note. */
  checkpoint: string
  /** The keys that signed it, as they are handed out. */
  publicKeys: string[]
  /** ISO time. */
  madeAt: string
}

/** Told after each of the things that `PublishedCounts` counts: entries, versions and quotes. */
export type Tick = (things: number) => void
