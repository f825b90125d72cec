import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { load } from '../support/load.ts'
import { differences } from '../support/reading-truth.ts'
import { rebuildSource } from '../support/rebuild.ts'

const folder = new URL('../fixtures/loading-faults/', import.meta.url)

for (const name of readdirSync(folder).filter((name) => name.endsWith('.truth.json'))) {
  const stem = name.replace('.truth.json', '')
  t.test(`${stem.replaceAll('-', ' ')} is read as its truth says`, async (t) => {
    const type = existsSync(new URL(`${stem}.md`, folder)) ? 'md' : 'txt'
    const bytes = readFileSync(new URL(`${stem}.${type}`, folder))
    const mediaType = type === 'md' ? 'text/markdown' : 'text/plain'
    const { document } = load({ bytes, mediaType, fileName: `${stem}.${type}` })
    t.strictSame(differences(document, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))), [])
    t.strictSame(Buffer.from(rebuildSource(document.segments, bytes)), bytes, 'every byte is in one segment')
  })
}
