/** Backups made while others write, what is refused, and that a restored archive is the same one. */

import { spawnSync } from 'node:child_process'
import fs, {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import SQLite from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { backUp } from '../../src/archive/backup/backup.ts'
import { restore } from '../../src/archive/backup/restore.ts'
import { LocalWriter } from '../../src/archive/local-writer.ts'
import { prepareArchive } from '../../src/archive/preparing.ts'
import { Citer } from '../../src/citing/citer.ts'
import { databaseFile } from '../../src/files/archive-files.ts'
import { putNew } from '../../src/files/put-new.ts'
import { DamagedArchive } from '../../src/fixity/damaged-archive.ts'
import { verifyArchive } from '../../src/fixity/verify-archive.ts'
import { buildApp } from '../../src/http/app.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { LocalSearching } from '../../src/searching/searching-thread.ts'
import { openWriter } from '../../src/store/sqlite/open.ts'
import { Urls } from '../../src/wire/urls.ts'
import { asBefore } from '../fixity/as-before.ts'
import { BASE, buildTestApp } from '../support/app.ts'
import { directoryFor } from '../support/directory.ts'

const WORK = '2rma5yfyxknb207f'
const QUOTE = `${WORK}.f3kmr2tzf95ae5rgk83ym12h`
const BEGUN = '2026-02-01T00:00:00.000Z'

const markdown = (n: number) => ({
  bytes: Buffer.from(`# Work ${n}\n\nOn ferry ${n}, and on its way.\n\nOne more.\n`),
  mediaType: 'text/markdown',
  fileName: `${n}.md`,
})

/** What readers ask for, and mirrors. */
const ADDRESSES = [
  `/works/${WORK}`,
  `/works/${WORK}/paragraphs/4`,
  `/works/${WORK}/provenance`,
  `/quotes/${QUOTE}`,
  `/quotes/${QUOTE}/citation?style=mla`,
  `/works/${WORK}/paragraphs/4/citation?style=apa&form=in-text`,
  `/works/${WORK}/source`,
  '/search?q=abandonment',
]

async function bodies(app: FastifyInstance, addresses: readonly string[]): Promise<[number, string][]> {
  const answers: [number, string][] = []
  for (const url of addresses) {
    const { statusCode, rawPayload } = await app.inject({ url, headers: { accept: 'application/json' } })
    answers.push([statusCode, sha256(rawPayload)])
  }
  return answers
}

/** The application over an archive that is there. */
async function appOver(t: Test, directory: string): Promise<FastifyInstance> {
  await prepareArchive(directory)
  const connection = openWriter(databaseFile(directory))
  const archive = new Archive(directory)
  const writer = new LocalWriter(connection, () => BEGUN)
  const app = await buildApp({
    documentation: false,
    services: {
      archive,
      writer,
      urls: new Urls(BASE),
      citer: new Citer(),
      searching: new LocalSearching(archive),
    },
  })
  t.teardown(async () => {
    await app.close()
    archive.close()
    await writer.close()
  })
  return app
}

/** The seed article's archive with a registered quote, signed. */
async function origin(t: Test) {
  const built = await buildTestApp(t)
  const writer = built.writer as LocalWriter
  const payload = { exact: 'This is where abandonment has led.', work: WORK }
  const { statusCode } = await built.app.inject({ method: 'POST', url: '/quotes', payload })
  t.equal(statusCode, 201)
  await writer.signLog()
  built.archive.refresh()
  return { ...built, writer, file: join(directoryFor(t), 'backup.sqlite') }
}

t.test('a backup made while works are imported is whole, and restored it is the same archive', async (t) => {
  const { app, archive, writer, directory, file } = await origin(t)
  let imported = 0
  let done = false
  const importing = (async () => {
    for (; !done; imported++, await setImmediate()) await writer.importSource(markdown(imported))
  })()
  while (imported < 30) await setImmediate()
  const before = imported
  const progress: number[] = []
  const copy = await backUp(directory, { file, progress: (part, of) => progress.push(part / of) })
  done = true
  await importing
  t.ok(copy.works > before && copy.works <= imported + 1, `${copy.works} works of ${imported + 1}`)
  t.equal(copy.log!.size, copy.log!.signed!.size, 'all that it has is signed')
  t.strictSame(
    progress,
    progress.toSorted((one, other) => one - other),
    'the progress only grows',
  )
  t.equal(progress.at(-1), 1)
  t.strictSame(
    [copy.bytes, copy.sha256],
    [readFileSync(file).length, sha256(readFileSync(file))],
    'what is said of the file is true',
  )
  t.strictSame(readdirSync(join(file, '..')), ['backup.sqlite'], 'it is one file')

  const target = join(directoryFor(t), 'new', 'archive')
  const restored = await restore(file, { directory: target })
  t.strictSame([restored.log, restored.works], [copy.log, copy.works])
  t.strictSame(readdirSync(target).sort(), ['archive.sqlite', 'checkpoint'])
  t.strictSame((await verifyArchive(target)).damages.found, [])
  archive.refresh()
  const other = await appOver(t, target)
  const answers = await bodies(other, ADDRESSES)
  t.strictSame(answers, await bodies(app, ADDRESSES))
  t.ok(answers.every(([status]) => status === 200))
  const { size, root } = copy.log!.signed!
  const note = (await other.inject('/log/checkpoint')).body
  t.strictSame(note.split('\n').slice(1, 3), [String(size), Buffer.from(root, 'hex').toString('base64')])
  t.equal(readFileSync(join(target, 'checkpoint'), 'utf8'), note, 'kept outside of the database again')
})

t.test('a backup of a quiet archive has its newest checkpoint', async (t) => {
  const { app, directory, file } = await origin(t)
  await backUp(directory, { file })
  const target = directoryFor(t)
  await restore(file, { directory: target })
  const addresses = [...ADDRESSES, '/log/checkpoint', '/log/entries', `/quotes/${QUOTE}/proof`]
  t.strictSame(await bodies(await appOver(t, target), addresses), await bodies(app, addresses))
})

t.test('the private key is not in a backup: reading goes on without it, publishing with it', async (t) => {
  const { writer, directory, file } = await origin(t)
  await backUp(directory, { file })
  const pem = readFileSync(join(directory, 'log.key'), 'utf8')
  t.notOk(readFileSync(file).includes(pem.split('\n')[1]!))
  const target = directoryFor(t)
  await restore(file, { directory: target })
  await prepareArchive(target)
  const keyless = new LocalWriter(openWriter(databaseFile(target)), () => BEGUN)
  await t.rejects(keyless.importSource(markdown(1)), { code: 'unusable_key', message: /log\.key.*backup/ })
  t.equal(await keyless.beat(3_600_000).catch(({ code }) => code), 'unusable_key')
  await keyless.close()
  await prepareArchive(target)
  t.notOk(existsSync(join(target, 'log.key')), 'no key is made in its place')

  cpSync(join(directory, 'log.key'), join(target, 'log.key'))
  const again = new LocalWriter(openWriter(databaseFile(target)), () => BEGUN)
  await again.importSource(markdown(1))
  await again.signLog()
  t.strictSame(await again.logKeys(), await writer.logKeys())
  await again.close()
  const { damages, log } = await verifyArchive(target)
  t.strictSame([damages.found, log!.signed!.size], [[], 3])
})

t.test('what is not signed yet is in the backup, and signed once it is restored', async (t) => {
  const { directory, file } = await origin(t)
  const connection = openWriter(databaseFile(directory))
  const unsigning = new LocalWriter(connection, () => BEGUN)
  await unsigning.importSource(markdown(1))
  // As by a kill before the signature.
  connection.close()
  const copy = await backUp(directory, { file })
  t.strictSame([copy.log!.size, copy.log!.signed!.size], [3, 2])
  const target = directoryFor(t)
  cpSync(join(directory, 'log.key'), join(target, 'log.key'))
  t.equal((await restore(file, { directory: target })).log!.size, 3)
  await prepareArchive(target)
  const { damages, log } = await verifyArchive(target)
  t.strictSame([damages.found, log!.signed!.size], [[], 3])
})

t.test('a file is not replaced, and nothing is written where it must not be', async (t) => {
  const { directory, file } = await origin(t)
  await t.rejects(backUp(join(directory, 'nowhere'), { file }), { code: 'archive_not_found' })
  writeFileSync(file, 'something else')
  await t.rejects(backUp(directory, { file }), { code: 'backup_refused', message: /--force/ })
  t.equal(readFileSync(file, 'utf8'), 'something else')
  await backUp(directory, { file, force: true })
  t.equal(readFileSync(file, 'latin1').slice(0, 15), 'SQLite format 3')
  for (const own of ['copy.sqlite', 'archive.sqlite'])
    await t.rejects(backUp(directory, { file: join(directory, own), force: true }), {
      code: 'backup_refused',
      message: /directory of the archive itself/,
    })
  // What comes to be there meanwhile: at the end of the verifying, and where only making it tells.
  const later = join(directoryFor(t), 'copy.sqlite')
  const progress = (done: number, of: number) => {
    if (done === of && !existsSync(later)) writeFileSync(later, 'somebody else’s')
  }
  await t.rejects(backUp(directory, { file: later, progress }), {
    code: 'backup_refused',
    message: /--force/,
  })
  t.strictSame([readFileSync(later, 'utf8'), readdirSync(join(later, '..'))], ['somebody else’s', ['copy.sqlite']]) // biome-ignore format: one pair
  const link = join(directoryFor(t), 'copy.sqlite')
  symlinkSync('nowhere', link)
  await t.rejects(backUp(directory, { file: link }), { code: 'backup_refused', message: /--force/ })
  t.strictSame([readlinkSync(link), readdirSync(join(link, '..'))], ['nowhere', ['copy.sqlite']])
  const missing = join(directoryFor(t), 'missing', 'copy.sqlite')
  await t.rejects(backUp(directory, { file: missing }), { code: 'unusable_path', message: /no directory/ })
  const folder = join(directoryFor(t), 'folder')
  mkdirSync(folder)
  await t.rejects(backUp(directory, { file: folder, force: true }), { code: 'unusable_path' })
  t.strictSame(readdirSync(join(folder, '..')), ['folder'], 'nothing is left of it')
})

t.test('a draft gets its name where a file can have one name alone, and never another’s', async (t) => {
  const directory = directoryFor(t)
  const [draft, file] = [join(directory, 'draft'), join(directory, 'file')]
  const { linkSync: link } = fs
  const linked: string[] = []
  // As exFAT answers.
  fs.linkSync = () => {
    linked.push(file)
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' })
  }
  syncBuiltinESMExports()
  t.teardown(() => {
    fs.linkSync = link
    syncBuiltinESMExports()
  })
  writeFileSync(draft, 'mine')
  putNew(draft, file)
  t.strictSame([readdirSync(directory), readFileSync(file, 'utf8')], [['file'], 'mine'])
  writeFileSync(draft, 'another')
  t.throws(() => putNew(draft, file), { code: 'EEXIST' })
  t.equal(readFileSync(file, 'utf8'), 'mine')
  t.equal(linked.length, 2)
})

t.test('a damaged archive is not backed up, nor one that was rolled back', async (t) => {
  const { directory, writer, file } = await origin(t)
  const older = directoryFor(t)
  const connection = openWriter(databaseFile(directory))
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
  copyFileSync(databaseFile(directory), databaseFile(older))
  await backUp(older, { file })
  rmSync(file)
  await writer.importSource(markdown(1))
  await writer.signLog()
  copyFileSync(join(directory, 'checkpoint'), join(older, 'checkpoint'))
  await t.rejects(backUp(older, { file }), { code: 'archive_damaged', damages: { gravest: 'rolled_back' } })
  rmSync(join(older, 'checkpoint'))
  const sql = new SQLite(databaseFile(older))
  sql.exec("DROP TRIGGER work_no_update; UPDATE work SET slug = 'another'")
  sql.close()
  await t.rejects(backUp(older, { file }), { code: 'archive_damaged', damages: { gravest: 'damaged' } })
  t.strictSame(readdirSync(join(file, '..')), [])
})

t.test('a backup that is damaged, cut off or none is refused and leaves nothing', async (t) => {
  const { directory, file } = await origin(t)
  await backUp(directory, { file })
  const whole = readFileSync(file)
  const words = Buffer.from('This is where abandonment has led.')
  const target = directoryFor(t)
  const flipped = Buffer.from(
    whole.toString('latin1').replaceAll(words.toString(), words.toString().replace('T', 'U')),
    'latin1',
  )
  t.notOk(flipped.equals(whole))
  const bad: Record<string, Buffer> = {
    flipped,
    cut: whole.subarray(0, whole.length >> 1),
    'cut at a page': whole.subarray(0, whole.length - 8192),
    short: whole.subarray(0, 50),
    empty: Buffer.alloc(0),
    none: Buffer.from('nothing of the kind'),
  }
  for (const [name, bytes] of Object.entries(bad)) {
    writeFileSync(file, bytes)
    const error = await restore(file, { directory: target }).catch((error) => error)
    t.ok(error instanceof DamagedArchive, `${name}: ${error.message}`)
    t.equal(error.damages.gravest, 'damaged', name)
    t.strictSame(readdirSync(target), [], name)
  }
  rmSync(file)
  await t.rejects(restore(file, { directory: target }), { code: 'backup_not_found' })
  await t.rejects(restore(target, { directory: target }), { code: 'backup_not_found' })
})

t.test('an archive is never restored over another, nor an older one beside a newer checkpoint', async (t) => {
  const { directory, writer, file } = await origin(t)
  await backUp(directory, { file })
  const before = readFileSync(join(directory, 'checkpoint'), 'utf8')
  await t.rejects(restore(file, { directory }), { code: 'archive_exists', message: /already/ })
  await writer.importSource(markdown(1))
  await writer.signLog()

  const target = directoryFor(t)
  cpSync(join(directory, 'checkpoint'), join(target, 'checkpoint'))
  await t.rejects(restore(file, { directory: target }), {
    code: 'archive_damaged',
    damages: { gravest: 'rolled_back' },
  })
  t.strictSame(readdirSync(target), ['checkpoint'])
  writeFileSync(join(target, 'checkpoint'), before)
  await restore(file, { directory: target })

  // What the server says of an older database beside a newer checkpoint stays as it is.
  cpSync(join(directory, 'checkpoint'), join(target, 'checkpoint'))
  cpSync(join(directory, 'log.key'), join(target, 'log.key'))
  const rolledBack = new LocalWriter(openWriter(databaseFile(target)), () => BEGUN)
  await t.rejects(rolledBack.importSource(markdown(2)), { code: 'log_rolled_back' })
  await rolledBack.close()
})

t.test(
  'what a killed backup or restore left is removed by the next, what a running one makes is not',
  async (t) => {
    const { directory, file } = await origin(t)
    const { pid: gone } = spawnSync(process.execPath, ['--version'])
    const left = (whole: string, pid: number) => ['', '-wal'].map((end) => `${whole}.draft-${pid}${end}`)
    const target = directoryFor(t)
    for (const whole of [file, databaseFile(target)])
      for (const name of [...left(whole, gone), ...left(whole, process.ppid), `${whole}.draft-old`])
        writeFileSync(name, 'x')
    await backUp(directory, { file })
    await restore(file, { directory: target })
    for (const whole of [file, databaseFile(target)]) {
      t.strictSame(left(whole, gone).filter(existsSync), [])
      t.ok([...left(whole, process.ppid), `${whole}.draft-old`].every(existsSync))
    }
  },
)

t.test('a plain copy of a running archive is refused, one that SQLite made is taken', async (t) => {
  const { directory, writer, file } = await origin(t)
  const signed = readFileSync(join(directory, 'checkpoint'), 'utf8')
  await writer.importSource(markdown(1))
  await writer.signLog()
  t.ok(existsSync(`${databaseFile(directory)}-wal`), 'the last writes are beside the database')
  for (const end of ['', '-wal']) copyFileSync(`${databaseFile(directory)}${end}`, `${file}${end}`)
  const target = directoryFor(t)
  await t.rejects(restore(file, { directory: target }), { code: 'backup_refused', message: /-wal belongs/ })
  t.strictSame(readdirSync(target), [])

  const plain = join(directoryFor(t), 'plain.sqlite')
  const sql = new SQLite(databaseFile(directory), { readonly: true })
  await sql.backup(plain)
  sql.close()
  chmodSync(plain, 0o400)
  writeFileSync(join(target, 'checkpoint'), signed)
  t.equal((await restore(plain, { directory: target })).works, 2)
})

t.test('a backup by an older version is brought up to date', async (t) => {
  const { directory, file } = await origin(t)
  const { log } = await backUp(directory, { file })
  const older = directoryFor(t)
  copyFileSync(file, databaseFile(older))
  await asBefore(older)
  const target = directoryFor(t)
  t.strictSame((await restore(databaseFile(older), { directory: target })).log, log)
  t.strictSame(readdirSync(target).sort(), ['archive.sqlite', 'checkpoint'])
})
