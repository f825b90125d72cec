/** Works whose words are quoted: those that come with the project, and one that is full of marks and apostrophes. */
import type { ArchiveWriter } from '../../../src/archive/writer.ts'
import { ReadingText } from '../../../src/matching/reading-text.ts'
import { type Corpus, largeCorpora, smallCorpora } from '../../matching/noise/corpora.ts'
import { between, pick, type Random, random } from '../../matching/noise/random.ts'

const SUBJECTS =
  'the ferrymen|nobody|the workers’ council|Ahab’s widow|l’homme au pont|the dogs’ keeper|the Joneses’ son|sailors’ wives|a clerk|both sisters’ husbands'.split(
    '|',
  )
const VERBS =
  'carried|didn’t mend|counted|hadn’t seen|burned|wouldn’t sell|wrote down|kept|weighed|couldn’t remember'.split(
    '|',
  )
const OBJECTS =
  'the owners’ ledgers|seven lanterns|rock ’n’ roll records|the harbour’s last bell|nets of the ’90s|bread an’ salt|a cup o’ rye|the bosses’ letters|what the water’d left|our neighbours’ boats'.split(
    '|',
  )
const ENDS =
  'before dusk|’cause the river rose|’til the frost came|in the winter of ’36|’round midnight|behind the miners’ hall|without a word|singin’ all the while|’twixt two tides|and it’s told still'.split(
    '|',
  )
const FIRST =
  '’Tis said that|’Cause of that,|’Twas there that|When the ice broke,|In the students’ words,|’Round here'.split(
    '|',
  )

/** Paragraphs of one sentence after another, no two alike; some with a quotation, and with another one in it. */
function harbour(next: Random, paragraphs: number): string[] {
  const clause = () => [SUBJECTS, VERBS, OBJECTS, ENDS].map((words) => pick(next, words)).join(' ')
  const sentence = (): string => {
    const said = clause()
    const inner = next() < 0.5 ? `${said}, “as ${clause()}, ‘${clause()},’ I’m told”, and ${clause()}` : said
    return `${pick(next, FIRST)} ${inner}.`
  }
  return Array.from({ length: paragraphs }, () =>
    Array.from({ length: between(next, 2, 4) }, sentence).join(' '),
  )
}

/** @param large with those that the machine has beside the checkout, at most so many files of each */
export function quotedCorpora(large = 0): Corpus[] {
  const blocks = harbour(random(7), 60).map((text, ordinal) => ({
    ...{ ordinal, number: ordinal + 1, paragraph: null, text },
  }))
  const marked: Corpus = { name: 'harbour', language: 'en', texts: [new ReadingText(blocks)] }
  return [marked, ...smallCorpora(), ...(large > 0 ? largeCorpora(large) : [])]
}

/** Puts the works into an archive. */
export async function importCorpora(writer: ArchiveWriter, corpora: readonly Corpus[]): Promise<void> {
  for (const { name, texts } of corpora)
    for (const [at, { blocks }] of texts.entries())
      await writer.importSource({
        bytes: Buffer.from(blocks.map(({ text }) => text).join('\n\n')),
        mediaType: 'text/plain',
        manifest: { title: `${name} ${at}`, authors: [{ family: 'Ward', given: 'A' }], issued: '1999' },
      })
}
