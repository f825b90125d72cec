/** What `serve` prints when it listens. */
export function greeting(base: string): string {
  return `Colophon listens on ${base}

Try:
  curl -s ${base}/works/breaking-the-siege-of-aleppo/paragraphs/3
  curl -s ${base}/quotes -H 'Content-Type: application/json' -d '{"work": "breaking-the-siege-of-aleppo", "exact": "This is where abandonment has led."}'
  curl -s '${base}/works/breaking-the-siege-of-aleppo/paragraphs/4/citation?style=mla&form=in-text'
`
}
