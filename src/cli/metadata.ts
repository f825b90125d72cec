import type { Command } from 'commander'
import { readManifestFile } from '../archive/source-file.ts'
import { asGivenMetadata } from '../loading/metadata/as-given.ts'
import { givenStatements } from '../loading/metadata/given.ts'
import { warningsFor } from '../loading/warnings.ts'
import type { AskApi } from '../mcp/api.ts'
import { workNamed } from '../resolving/work.ts'
import { serverFor } from './asking/asking.ts'
import { askMetadata, sendMetadata } from './asking/metadata.ts'
import { writingServer } from './asking/writing-server.ts'
import { note, printJson } from './output.ts'
import { settingsOf, withSettings } from './settings.ts'
import { usingStoreWriter } from './using-store-writer.ts'

/** `colophon metadata`. */
export function addMetadata(program: Command): void {
  const command = program
    .command('metadata')
    .argument('<work>', 'id or slug')
    .argument('[manifest]', 'a file of JSON that replaces the metadata as a whole')
    .addHelpText(
      'after',
      '\nExamples:\n  colophon metadata an-article\n  colophon metadata an-article corrected.json',
    )
  withSettings(command, ['data', 'store', 'server', 'keyFile', 'logKey', 'logName']).action(metadata)
}

async function metadata(
  typed: string,
  file: string | undefined,
  _options: object,
  self: Command,
): Promise<void> {
  const server = serverFor(self)
  if (server !== '') return metadataAt(writingServer({ ...settingsOf(self), server }), typed, file)
  await usingStoreWriter(settingsOf(self), { create: false }, async ({ writer, works }) => {
    const work = await workNamed(works, typed)
    if (file === undefined) {
      printJson(asGivenMetadata(work.metadata), 2)
      return
    }
    const manifest = readManifestFile(file)
    const { revision, metadata } = await writer.correctMetadata({ work: work.id, manifest, revision: null })
    note(`The metadata of ${work.id} are at revision ${revision}.`)
    for (const warning of warningsFor(givenStatements(manifest), metadata, [])) note(warning)
  })
}

/** The same at a server. */
async function metadataAt(ask: AskApi, typed: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    printJson(asGivenMetadata(await askMetadata(ask, typed)), 2)
    return
  }
  const { id, revision, warnings } = await sendMetadata(ask, typed, readManifestFile(file))
  note(`The metadata of ${id} are at revision ${revision}.`)
  for (const warning of warnings) note(warning)
}
