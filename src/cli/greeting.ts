import type { Archive } from '../archive/archive.ts'

/** A passage of the archive, by which it is shown what can be asked. */
interface Example {
  slug: string
  number: number
  words: string
}

/** What `serve` prints when it listens: what can be asked of this archive. */
export async function greeting(base: string, archive: Archive): Promise<string> {
  const example = await exampleIn(archive)
  return `Colophon listens on ${base}\n\n${example ? requests(base, example) : EMPTY}`
}

const EMPTY = 'The archive is empty. Import a file, while the server runs: colophon import FILE\n'

function requests(base: string, { slug, number, words }: Example): string {
  const paragraph = `${base}/works/${slug}/paragraphs/${number}`
  const quote = JSON.stringify({ work: slug, exact: words }).replaceAll("'", "'\\''")
  return `Try:
  curl -s ${paragraph}
  curl -s ${base}/quotes -H 'Content-Type: application/json' -d '${quote}'
  curl -s '${paragraph}/citation?style=mla&form=in-text'
`
}

/** Of the work that came last: an early paragraph, and the words that it begins with. */
async function exampleIn({ reads }: Archive): Promise<Example | undefined> {
  const [work] = await reads.works.newest(1)
  if (!work || work.version.paragraphCount === 0) return undefined
  const number = Math.min(4, work.version.paragraphCount)
  const paragraph = await reads.paragraphs.numbered(work.id, number)
  return paragraph && { slug: work.slug, number, words: beginning(paragraph.text) }
}

/** Words that make an example of a line. */
const MOST_WORDS = 8

function beginning(text: string): string {
  const words = text.split(' ', MOST_WORDS)
  const end = words.findIndex((word) => /[.!?…。]["'”’»)]*$/u.test(word))
  return words.slice(0, end < 0 ? MOST_WORDS : end + 1).join(' ')
}
