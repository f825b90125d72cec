import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { backUp } from '../../src/archive/backup/backup.ts'
import { restore } from '../../src/archive/backup/restore.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { verifyArchive } from '../../src/fixity/verify-archive.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { directoryFor } from '../support/directory.ts'
import { appOver, testMirror, testOrigin } from '../support/mirror.ts'

const markdown = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})

t.test('an archive that lost all but its key goes on from a mirror, and other mirrors with it', async (t) => {
  const origin = await testOrigin(t)
  await origin.writer.importSource(markdown('# One\n\nWhat came first.\n'))
  const { work } = await origin.writer.importSource(markdown('# Two\n\nWhat came next.\n'))
  await origin.writer.importVersion(work, markdown('# Two\n\nWhat came next.\n\nAnd more.\n'))
  await origin.sign()
  const [mirror, other] = [await testMirror(t, origin), await testMirror(t, origin)]
  await mirror.sync()
  await other.sync()
  mirror.connection.close()

  const folder = directoryFor(t)
  const file = join(folder, 'backup.sqlite')
  const directory = join(folder, 'restored')
  await backUp(mirror.directory, { file })
  await restore(file, { directory })
  copyFileSync(join(origin.directory, 'log.key'), join(directory, 'log.key'))
  const writer = new LocalWriter(openWriter(databaseFile(directory)), () => '2027-01-01T00:00:00.000Z')
  t.teardown(() => writer.close())
  await writer.importVersion(work, markdown('# Two\n\nWhat came next.\n\nAnd more.\n\nAnd after the fire.\n'))
  await writer.signLog()
  t.strictSame((await verifyArchive(directory)).damages.found, [])

  origin.server.app = await appOver(t, directory)
  t.match(await other.sync(), { complete: true, entries: 1, failures: [] }, 'it is the same log')
  const app = await appOver(t, other.directory)
  t.match((await app.inject(`/works/${work}/paragraphs/3`)).json(), { text: 'And after the fire.' })
})

t.test('half a mirror is no backup', async (t) => {
  const origin = await testOrigin(t)
  origin.server.meddle = (path, answer) => (path.startsWith('/blobs/') ? { ...answer, status: 404 } : answer)
  const mirror = await testMirror(t, origin)
  t.match(await mirror.sync(), { complete: false })
  mirror.connection.close()
  const file = join(directoryFor(t), 'backup.sqlite')
  await t.rejects(backUp(mirror.directory, { file }), { code: 'backup_refused', message: /mirror sync/ })
})
