/** The archive as an OCFL storage root: valid at every moment, the same from every copy, and nothing in it that was withdrawn. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs' // biome-ignore format: one statement
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { Archive } from '../../src/archive/archive.ts'
import { sha256 } from '../../src/identity/digest.ts'
import { type WrittenObject, writeObjects } from '../../src/packages/ocfl/write-objects.ts'
import { directoryFor } from '../support/directory.ts'
import { testMirror, testOrigin } from '../support/mirror.ts'
import { faultsOfObject, faultsOfRoot } from '../support/ocfl-validator.ts'
import { ROOT } from '../support/root.ts'

const WORK = '2rma5yfyxknb207f'
const FIRST = '5w9k7j84a4g748q6hy57gfg6'
const seed = readFileSync(join(ROOT, 'test/fixtures/seed/breaking-the-siege-of-aleppo.md'))
const markdown = (text: string) => ({
  bytes: Buffer.from(text),
  mediaType: 'text/markdown',
  fileName: 'a.md',
})

async function write(archive: Archive, out: string, only?: string[]): Promise<WrittenObject[]> {
  const objects: WrittenObject[] = []
  await writeObjects(archive, { out, only }, (object) => void objects.push(object))
  return objects
}

/** Every file of a directory with its digest, by its path. */
function treeOf(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(directory.length + 1), sha256(readFileSync(file))]),
  )
}

const inventoryOf = (out: string, { path }: WrittenObject) =>
  JSON.parse(readFileSync(join(out, path, 'inventory.json'), 'utf8'))

async function correct(origin: Awaited<ReturnType<typeof testOrigin>>, title: string) {
  await origin.writer.correctMetadata({ work: WORK, manifest: { title }, revision: null })
  await origin.sign()
}

t.test('each entry of the log about a work is a version of its object', async (t) => {
  const origin = await testOrigin(t)
  await origin.writer.importVersion(WORK, markdown(`${seed}\n\nOne paragraph more.\n`))
  await correct(origin, 'Breaking the “siege” of <Aleppo> & حلب')
  const out = directoryFor(t)
  const [object, ...others] = await write(origin.archive, out)
  t.strictSame(others, [])
  t.strictSame(faultsOfRoot(out), [])
  const inventory = inventoryOf(out, object!)
  const versions: { created: string; message: string; state: Record<string, string[]> }[] = Object.values(
    inventory.versions,
  )
  t.strictSame([inventory.head, object!.versions, object!.added], ['v3', 3, 3])
  // What the log says: the entries that its API serves are the independent truth.
  const entries = versions.map(({ message }) => Number(/^Entry (\d+) of the log: /.exec(message)![1]))
  t.strictSame(
    entries,
    [...entries].sort((a, b) => a - b),
  )
  for (const [at, seq] of entries.entries()) {
    const [bytes] = await origin.archive.reads.log.entries(seq, 1)
    const entry = JSON.parse(bytes!.toString())
    t.equal(versions[at]!.created, entry.time)
    t.equal(entry.op, ['put', 'put', 'metadata'][at])
    const file = (path: string) => {
      const [digest] = Object.entries(versions[at]!.state).find(([, paths]) => paths.includes(path)) ?? []
      return readFileSync(join(out, object!.path, inventory.manifest[digest!][0]))
    }
    t.strictSame(file(`versions/${entry.version}/entry.json`), bytes)
    t.equal(sha256(file(`versions/${entry.version}/manifest.json`)), entry.manifest)
    t.strictSame(file(`sources/${sha256(seed)}.md`), seed)
    t.equal(
      file(`versions/${FIRST}/text.txt`).toString(),
      (await origin.app.inject(`/works/${WORK}/versions/${FIRST}.txt`)).body,
    )
  }
  const source = createHash('sha512').update(seed).digest('hex')
  t.equal(inventory.manifest[source].length, 1, 'the same bytes lie in an object once')
})

t.test('another run adds what is new and leaves what is there to the byte', async (t) => {
  const origin = await testOrigin(t)
  const [out, atOnce] = [directoryFor(t), directoryFor(t)]
  await write(origin.archive, out)
  const first = treeOf(out)
  t.strictSame(
    (await write(origin.archive, out)).map(({ added }) => added),
    [0],
  )
  t.strictSame(treeOf(out), first)
  await origin.writer.importVersion(WORK, markdown(`${seed}\n\nOne paragraph more.\n`))
  await correct(origin, 'Another title')
  await origin.writer.importSource(markdown('# Another work\n\nOf something else altogether.\n'))
  await origin.sign()
  t.strictSame((await write(origin.archive, out)).map(({ added, anew }) => [added, anew]).sort(), [[1, false], [2, false]]) // biome-ignore format: one statement
  t.strictSame(faultsOfRoot(out), [])
  const second = treeOf(out)
  for (const [file, digest] of Object.entries(first))
    if (!/^[^v]*\/[0-9a-f]{64}\/inventory\.json/.test(file)) t.equal(second[file], digest, file)
  await write(origin.archive, atOnce)
  t.strictSame(treeOf(atOnce), second, 'as if all had been written at once')
  const mirror = await testMirror(t, origin)
  await mirror.sync()
  const copy = new Archive(mirror.directory)
  t.teardown(() => copy.close())
  const there = directoryFor(t)
  await write(copy, there)
  t.strictSame(treeOf(there), second, 'a mirror writes the same')
})

t.test('what was withdrawn is in no object, and that it was is told', async (t) => {
  const origin = await testOrigin(t)
  await origin.writer.importVersion(WORK, markdown(`${seed}\n\nOne paragraph more.\n`))
  await origin.sign()
  const out = directoryFor(t)
  await write(origin.archive, out)
  await origin.writer.withdraw({ work: WORK, version: FIRST, reason: 'A private letter.', erase: true })
  await origin.sign()
  const [object] = await write(origin.archive, out)
  t.match(object, { anew: true, added: 2, versions: 2 })
  t.strictSame(faultsOfRoot(out), [])
  const words = () => Object.keys(treeOf(out)).map((file) => `${file} ${readFileSync(join(out, file))}`).join('\n') // biome-ignore format: one statement
  t.notMatch(words(), new RegExp(`versions/${FIRST}|sources/${sha256(seed)}`))
  t.match(words(), /A private letter/)
  await origin.writer.withdraw({ work: WORK, version: null, reason: 'By a court.', erase: false })
  await origin.sign()
  t.match(await write(origin.archive, out), [{ work: WORK, anew: true, versions: 2 }])
  t.strictSame(faultsOfRoot(out), [])
  t.match(words(), /By a court/)
  t.notMatch(words(), /One paragraph more|Aleppo/)
  t.strictSame((await write(origin.archive, out)).map(({ added, anew }) => [added, anew]), [[0, false]]) // biome-ignore format: one statement
  const fresh = directoryFor(t)
  await write(origin.archive, fresh)
  t.strictSame(treeOf(fresh), treeOf(out))
})

t.test('the objects of some works alone', async (t) => {
  const origin = await testOrigin(t)
  const { work } = await origin.writer.importSource(
    markdown('# Another work\n\nOf something else altogether.\n'),
  )
  await origin.sign()
  const out = directoryFor(t)
  t.match(await write(origin.archive, out, [work]), [{ work }])
  t.strictSame(faultsOfRoot(out), [])
  await t.rejects(write(origin.archive, out, ['nothing-of-the-kind']), { code: 'work_not_found' })
  t.strictSame(faultsOfRoot(out), [])
})

t.test('what is not ours is refused, and left alone', async (t) => {
  const origin = await testOrigin(t)
  const refused = async (make: (out: string) => void, message: RegExp) => {
    const out = directoryFor(t)
    mkdirSync(out, { recursive: true })
    make(out)
    const before = treeOf(out)
    await t.rejects(write(origin.archive, out), { code: 'unusable_path', message })
    for (const [file, digest] of Object.entries(before)) t.equal(treeOf(out)[file], digest)
  }
  await refused((out) => writeFileSync(join(out, 'a'), ''), /neither empty nor a storage root/)
  await refused((out) => writeFileSync(join(out, '0=ocfl_1.0'), 'ocfl_1.0\n'), /neither empty/)
  await refused((out) => writeFileSync(join(out, '0=ocfl_1.1'), 'ocfl_1.1\n'), /neither empty/)
  const out = directoryFor(t)
  const [object] = await write(origin.archive, out)
  for (const damage of ['inventory.json', 'inventory.json.sha512']) {
    const copy = directoryFor(t)
    cpSync(out, copy, { recursive: true })
    appendFileSync(join(copy, object!.path, damage), ' ')
    await t.rejects(write(origin.archive, copy), { code: 'unusable_path', message: /is damaged/ })
  }
})

t.test('a run that was broken off between two renamings is mended by the next', async (t) => {
  const origin = await testOrigin(t)
  const out = directoryFor(t)
  const [object] = await write(origin.archive, out)
  const whole = treeOf(out)
  // As a new version is put in place: the object is taken away with the directories that would be empty.
  const top = object!.path.split('/')[0]!
  const taken = join(out, 'extensions/colophon-drafts/taken')
  mkdirSync(taken, { recursive: true })
  renameSync(join(out, top), join(taken, top))
  mkdirSync(join(out, 'extensions/colophon-drafts/draft/abc'), { recursive: true })
  t.strictSame(faultsOfRoot(out), ['W016 colophon-drafts'])
  t.strictSame(
    (await write(origin.archive, out)).map(({ added }) => added),
    [0],
    'it is put back',
  )
  t.strictSame(treeOf(out), whole)
})

t.test('an export that is killed leaves a valid root, and the next one completes it', async (t) => {
  const origin = await testOrigin(t, { seed: false })
  for (let at = 0; at < 12; at++)
    await origin.writer.importSource(markdown(`# Work ${at}\n\nThe only paragraph of the work ${at}.\n`))
  await origin.sign()
  const [out, whole] = [directoryFor(t), directoryFor(t)]
  await write(origin.archive, whole)
  for (let after = 1; after <= 4; after++) {
    // It is killed when it tells of so many new objects: while it writes the next.
    const child = spawn(process.execPath, [
      join(ROOT, 'dist/src/main.js'),
      'export',
      '--ocfl',
      out,
      '--data',
      origin.directory,
    ])
    let told = ''
    child.stdout.on('data', (piece) => {
      told += piece
      if (told.split('\n').length > after) child.kill('SIGKILL')
    })
    await new Promise((resolve) => child.on('close', resolve))
    t.strictSame(
      faultsOfRoot(out).filter((fault) => fault !== 'W016 colophon-drafts'),
      [],
    )
  }
  await write(origin.archive, out)
  t.strictSame(treeOf(out), treeOf(whole))
})

t.test('the verb tells of what it wrote', async (t) => {
  const origin = await testOrigin(t)
  const out = directoryFor(t)
  const run = (...more: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'dist/src/main.js'), 'export', '--data', origin.directory, '--ocfl', out, ...more], { encoding: 'utf8' }) // biome-ignore format: one statement
  const { status, stdout, stderr } = run('--json')
  t.equal(status, 0, stderr)
  const { directory, work, added } = JSON.parse(stdout)
  t.strictSame([work, added, existsSync(join(directory, 'inventory.json'))], [WORK, 1, true])
  t.match(stderr, /1 object, 1 new version\./)
  t.match(run(), { status: 0, stdout: '', stderr: /1 object, 0 new versions\./ })
  t.equal(run('--bagit', out).status, 2)
})

t.test('the validator that these tests trust sees what is wrong', async (t: Test) => {
  const origin = await testOrigin(t)
  await origin.writer.importVersion(WORK, markdown(`${seed}\n\nOne paragraph more.\n`))
  await origin.sign()
  const out = directoryFor(t)
  const [object] = await write(origin.archive, out)
  const bad = (code: string, spoil: (root: string, object: string) => void) => {
    const copy = directoryFor(t)
    cpSync(out, copy, { recursive: true })
    spoil(copy, join(copy, object!.path))
    t.match(faultsOfRoot(copy).join('\n'), new RegExp(`^${code}\\b`, 'm'), code)
  }
  // biome-ignore lint/suspicious/noExplicitAny: it is spoilt
  const edit = (change: (inventory: any) => void) => (_: string, place: string) => {
    for (const file of ['inventory.json', 'v2/inventory.json']) {
      const inventory = JSON.parse(readFileSync(join(place, file), 'utf8'))
      change(inventory)
      const printed = JSON.stringify(inventory)
      writeFileSync(join(place, file), printed)
      writeFileSync(
        join(place, `${file}.sha512`),
        `${createHash('sha512').update(printed).digest('hex')} inventory.json\n`,
      )
    }
  }
  const content = (place: string) => join(place, `v1/content/versions/${FIRST}/text.txt`)
  bad('E001', (_, place) => writeFileSync(join(place, 'extra'), ''))
  bad('E007', (_, place) => writeFileSync(join(place, '0=ocfl_object_1.1'), 'ocfl_object_1.1'))
  bad(
    'E009',
    edit((inventory) => delete inventory.versions.v1),
  )
  bad('E015', (_, place) => writeFileSync(join(place, 'v1/extra'), ''))
  bad('E023', (_, place) => writeFileSync(join(place, 'v1/content/extra'), ''))
  bad('E024', (_, place) => mkdirSync(join(place, 'v1/content/extra')))
  bad('E025', edit((inventory) => { inventory.digestAlgorithm = 'md5' })) // biome-ignore format: one statement
  bad(
    'E036',
    edit((inventory) => delete inventory.id),
  )
  bad('E040', edit((inventory) => { inventory.head = 'v1' })) // biome-ignore format: one statement
  bad('E046', (_, place) => mkdirSync(join(place, 'v3')))
  bad('E049', edit((inventory) => { inventory.versions.v1.created = '2026-01-01' })) // biome-ignore format: one statement
  bad('E050', edit((inventory) => { inventory.versions.v2.state['0'.repeat(128)] = ['a'] })) // biome-ignore format: one statement
  bad('E058', (_, place) => rmSync(join(place, 'inventory.json.sha512')))
  bad('E060', (_, place) => appendFileSync(join(place, 'inventory.json'), ' '))
  bad('E063', (_, place) => rmSync(join(place, 'inventory.json')))
  bad('E046', (_, place) => {
    for (const file of ['inventory.json', 'inventory.json.sha512'])
      cpSync(join(place, 'v1', file), join(place, file))
  })
  bad('E064', (_, place) => {
    for (const file of ['inventory.json', 'inventory.json.sha512'])
      cpSync(join(place, 'v1', file), join(place, 'v2', file))
  })
  bad('E066', edit((inventory) => { inventory.versions.v1.state = inventory.versions.v2.state })) // biome-ignore format: one statement
  bad('E072', (_, place) => writeFileSync(join(dirname(place), 'extra'), ''))
  bad('E073', (root) => mkdirSync(join(root, 'fff')))
  bad('E080', (root) => writeFileSync(join(root, '0=ocfl_1.1'), 'ocfl_1.1'))
  bad('E083', (_, place) => renameSync(place, join(dirname(place), 'elsewhere')))
  bad('E090', (_, place) => { rmSync(content(place)); symlinkSync('/etc/hostname', content(place)) }) // biome-ignore format: one statement
  bad('E092', (_, place) => appendFileSync(content(place), ' '))
  bad('E092', (_, place) => rmSync(content(place)))
  bad('E093', edit((inventory) => { inventory.fixity = { md5: { ['0'.repeat(32)]: Object.values(inventory.manifest)[0] } } })) // biome-ignore format: one statement
  bad('E102', edit((inventory) => { inventory.extra = 1 })) // biome-ignore format: one statement
  bad('E107', edit((inventory) => { inventory.manifest['0'.repeat(128)] = ['v1/content/a'] })) // biome-ignore format: one statement
  t.strictSame(faultsOfObject(join(out, object!.path)).faults, [])
  t.equal(statSync(content(join(out, object!.path))).nlink, 1)
})
