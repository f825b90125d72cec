/**
 * The addresses that we hand out. They are made from the configured base URL alone, never from the
 * `Host` header of a request.
 */
export class Urls {
  /** Without a slash at its end. Known only after listening, when the port was left to the system. */
  base: string
  /** Where things are cited: these addresses, or on a mirror those of its origin. */
  readonly permanent: Urls

  /** @param origin address of the archive that this server mirrors */
  constructor(baseUrl: string, origin?: string) {
    this.base = baseUrl.replace(/\/+$/, '')
    this.permanent = origin === undefined ? this : new Urls(origin)
  }

  /** Address of the archive that this server mirrors; null when it is an archive itself. */
  get mirrorOf(): string | null {
    return this.permanent === this ? null : this.permanent.base
  }

  /** The path, with its query, of an address that is handed out here, or was at the origin; undefined for any other. */
  pathOf(address: string): string | undefined {
    // Where the one base begins with the other, the longer is meant.
    const bases = [this.base, this.permanent.base].sort((a, b) => b.length - a.length)
    const base = bases.find((base) => address.startsWith(`${base}/`))
    return base === undefined ? undefined : address.slice(base.length)
  }

  work(id: string): string {
    return `${this.base}/works/${id}`
  }

  version(work: string, id: string): string {
    return `${this.base}/works/${work}/versions/${id}`
  }

  paragraph(id: string): string {
    return `${this.base}/paragraphs/${id}`
  }

  quote(id: string, hint?: string): string {
    return hint ? `${this.base}/quotes/${id}?at=${hint}` : `${this.base}/quotes/${id}`
  }

  /** The bytes with this digest. */
  blob(sha256: string): string {
    return `${this.base}/blobs/sha256/${sha256}`
  }

  /** An address of ours by its path, with the parameters that have a value. */
  path(path: string, parameters: Record<string, string | number | undefined> = {}): string {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) query.set(name, String(value))
    }
    return `${this.base}${path}${query.size > 0 ? `?${query}` : ''}`
  }
}
