/**
 * The addresses that we hand out. They are made from the configured base URL alone, never from the
 * `Host` header of a request.
 */
export class Urls {
  /** Without a slash at its end. Known only after listening, when the port was left to the system. */
  base: string

  constructor(baseUrl: string) {
    this.base = baseUrl.replace(/\/+$/, '')
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

  /** An address of ours by its path, with the parameters that have a value. */
  path(path: string, parameters: Record<string, string | number | undefined> = {}): string {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) query.set(name, String(value))
    }
    return `${this.base}${path}${query.size > 0 ? `?${query}` : ''}`
  }
}
