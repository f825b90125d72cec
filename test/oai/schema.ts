/** OAI-PMH's own schema against our answers. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../support/root.ts'

const SCHEMA = join(ROOT, 'test/fixtures/oai/all.xsd')

/** What xmllint has against documents: '' when nothing. They are written into the folder. */
export function schemaFaults(documents: readonly string[], folder: string): string {
  const files = documents.map((document, at) => {
    const file = join(folder, `answer-${at}.xml`)
    writeFileSync(file, document)
    return file
  })
  const { stderr, status } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, ...files], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  return status === 0 ? '' : stderr.replace(/^.* validates\n/gm, '').slice(0, 3000)
}
