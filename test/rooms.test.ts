import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\w\/.*(?<!\.d)\.ts$/.test(file),
)
const roomOf = (file: string) => file.split(sep)[0]!

/** What each room imports: other rooms and, but for their types, packages. */
const imports = new Map<string, Set<string>>()
for (const file of files) {
  const found = imports.get(roomOf(file)) ?? new Set()
  imports.set(roomOf(file), found)
  const text = readFileSync(join(ROOT, 'src', file), 'utf8')
  for (const [, name] of text.matchAll(/(?:from |import\()'(\.[^']+)'/g))
    found.add(roomOf(normalize(join(file, '..', name!))))
  for (const [, name] of text.matchAll(/(?<!^import type .*)(?:from |import\()'([^.'][^']*)'/gm))
    found.add(name!)
}

const TABLE = readFileSync(join(ROOT, 'docs/contributors.md'), 'utf8')
const rows = [...TABLE.matchAll(/^\| `src\/(\w+)` \|.*\| ([\w ]*)\|$/gm)].map(([, room, without]) => ({
  room: room!,
  without: without!.trim(),
}))

const PARTS = { HTTP: ['fastify', 'http'], SQL: ['better-sqlite3', 'kysely', 'store'] }

t.test('the table of rooms has all of them, and what it says that they do not import', async (t) => {
  t.strictSame(rows.map(({ room }) => room).sort(), [...imports.keys()].sort())
  for (const { room, without } of rows) {
    const banned = without.split(' nor ').flatMap((part) => PARTS[part as keyof typeof PARTS] ?? [])
    const found = banned.filter((name) => name !== room && imports.get(room)!.has(name))
    // Routes ask the store; they have no connection of their own.
    t.strictSame(found, room === 'http' ? ['store'] : [], room)
  }
})

t.test('no room imports one that leads back to it', async (t) => {
  const leadsTo = (room: string, found = new Set<string>()): Set<string> => {
    for (const other of imports.get(room) ?? [])
      if (other !== room && !found.has(other)) leadsTo(other, found.add(other))
    return found
  }
  t.strictSame(
    [...imports.keys()].filter((room) => leadsTo(room).has(room)),
    [],
  )
})
