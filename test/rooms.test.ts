import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize, sep } from 'node:path'
import t from 'tap'
import { ROOT } from './support/root.ts'

/** The parts of the store that hold SQL. */
const ENGINES = ['sqlite', 'postgres', 'sql']
const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(?<!\.d)\.ts$/.test(file),
)
const roomOf = (file: string) => file.split(sep)[0]!

/** What each file imports of the house, types too. */
const filesImported = new Map<string, Set<string>>()
/** What each room imports: other rooms, the store's own SQL, and, but for their types, packages. */
const imports = new Map<string, Set<string>>()
for (const file of files) {
  const text = readFileSync(join(ROOT, 'src', file), 'utf8')
  const beside = [...text.matchAll(/(?:from |import\()'(\.[^']+)'/g)].map(([, name]) =>
    normalize(join(file, '..', name!)),
  )
  filesImported.set(file, new Set(beside))
  if (!file.includes(sep)) continue
  const found = imports.get(roomOf(file)) ?? new Set()
  imports.set(roomOf(file), found)
  for (const other of beside) {
    found.add(roomOf(other))
    for (const engine of ENGINES) if (other.startsWith(join('store', engine))) found.add(`store/${engine}`)
  }
  for (const [, name] of text.matchAll(/(?<!^import type .*)(?:from |import\()'([^.'][^']*)'/gm))
    found.add(name!)
}

const TABLE = readFileSync(join(ROOT, 'docs/contributors.md'), 'utf8')
const rows = [...TABLE.matchAll(/^\| `src\/(\w+)` \|.*\| ([\w ]*)\|$/gm)].map(([, room, without]) => ({
  room: room!,
  without: without!.trim(),
}))

const SQL = ['better-sqlite3', 'kysely', 'postgres', ...ENGINES.map((engine) => `store/${engine}`)]
const PARTS = { HTTP: ['fastify', 'http'], SQL, store: [...SQL, 'store'] }

t.test('the table of rooms has all of them, and what it says that they do not import', async (t) => {
  t.strictSame(rows.map(({ room }) => room).sort(), [...imports.keys()].sort())
  for (const { room, without } of rows) {
    const banned = without.split(' nor ').flatMap((part) => PARTS[part as keyof typeof PARTS] ?? [])
    const found = banned.filter((name) => name !== room && imports.get(room)!.has(name))
    t.strictSame(found, [], room)
  }
})

t.test('the store’s port names no database', async (t) => {
  const port = [...filesImported].filter(([file]) => /^store.[^/\\]+$/.test(file))
  t.ok(port.length > 0)
  for (const [file, others] of port)
    t.notOk(
      [...others].some((other) => ENGINES.some((engine) => other.startsWith(join('store', engine)))),
      file,
    )
})

t.test('the command imports http only where it serves or describes it', async (t) => {
  const importing = [...filesImported].filter(
    ([file, others]) => roomOf(file) === 'cli' && [...others].some((other) => roomOf(other) === 'http'),
  )
  t.strictSame(importing.map(([file]) => normalize(file)).sort(), [
    join('cli', 'asking', 'asked-archive.ts'),
    join('cli', 'describing-api.ts'),
    join('cli', 'running-server.ts'),
  ])
})

/** The names that import, over however many others, themselves. */
function inCircles(imports: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const leadsTo = (name: string, found = new Set<string>()): Set<string> => {
    for (const other of imports.get(name) ?? [])
      if (other !== name && !found.has(other)) leadsTo(other, found.add(other))
    return found
  }
  return [...imports.keys()].filter((name) => leadsTo(name).has(name))
}

t.test('no room imports one that leads back to it', async (t) => {
  t.strictSame(inCircles(imports), [])
})

t.test('no file imports one that leads back to it', async (t) => {
  t.strictSame(inCircles(filesImported), [])
})

t.test('the store writes, fixity reads, and nobody else speaks SQL', async (t) => {
  const texts = files.map((file) => ({ file, text: readFileSync(join(ROOT, 'src', file), 'utf8') }))
  const filesWith = (pattern: RegExp) =>
    texts.filter(({ text }) => pattern.test(text)).map(({ file }) => file)
  // A lock is a file that SQLite locks, and no archive.
  t.strictSame(filesWith(/^import .*'better-sqlite3'/m).sort(), [
    join('files', 'lock.ts'),
    join('store', 'sqlite', 'database.ts'),
    join('store', 'sqlite', 'insertion.ts'),
    join('store', 'sqlite', 'statements.ts'),
  ])
  const speaking = filesWith(/['"`]\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|VACUUM|WITH) /).map(roomOf)
  t.strictSame([...new Set(speaking)].sort(), ['fixity', 'store'])
  const writing = filesWith(/['"`]\s*(?:INSERT|UPDATE|DELETE|DROP|VACUUM|CREATE TABLE) |\.insert\('/).map(
    roomOf,
  )
  t.strictSame([...new Set(writing)], ['store'])
})
