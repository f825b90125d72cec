import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import SQLite from 'better-sqlite3'
import t from 'tap'
import { verifyArchive } from '../../src/fixity/verify-archive.ts'
import { buildCommand } from '../support/command.ts'
import { directoryFor } from '../support/directory.ts'
import { ROOT } from '../support/root.ts'

/** Files of the folder: several groups that are recorded together. */
const FILES = 240
/** After so many files that were told the process is killed: of each life that it has. */
const KILLED_AFTER = [1, 60, 100]

t.before(buildCommand)

/** Runs the process that imports a folder, kills it after so many new files. @returns what it had said */
async function collect(archive: string, folder: string, most = Number.POSITIVE_INFINITY) {
  const child = spawn(process.execPath, ['test/crash/collector.js', archive, folder], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  let told = 0
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    said.push(line)
    if (line.startsWith('new ') && ++told === most) child.kill('SIGKILL')
  })
  await Promise.all([once(child, 'exit'), once(lines, 'close')])
  return said
}

/** Everything that was published, in its order, and everything that has an id. */
function contentOf(archive: string) {
  const sql = new SQLite(join(archive, 'archive.sqlite'), { readonly: true })
  const all = (query: string) => sql.prepare(query).raw().all()
  const content = {
    entries: all('SELECT seq, hex(bytes) FROM log_entry ORDER BY seq'),
    works: all('SELECT id, slug FROM work ORDER BY no'),
    versions: all('SELECT work_no, id, source_sha256 FROM version ORDER BY no'),
    paragraphs: all('SELECT id, work_no FROM paragraph ORDER BY no'),
  }
  sql.close()
  return content
}

t.test('a folder whose import was killed three times is, in the end, what it is undisturbed', async (t) => {
  const dir = directoryFor(t)
  const folder = join(dir, 'folder')
  for (let n = 0; n < FILES; n++) {
    const shelf = join(folder, `shelf ${n % 7}`)
    mkdirSync(shelf, { recursive: true })
    // Every third title is one that another file has, so that the slugs depend on the order.
    writeFileSync(join(shelf, `${n}.md`), `# Title ${n % 80}\n\nMaria Alvarez\n\nOnly in file ${n}.\n`)
  }
  const [undisturbed, killed] = [join(dir, 'undisturbed'), join(dir, 'killed')]
  const whole = await collect(undisturbed, folder)
  t.equal(whole.filter((line) => line.startsWith('new ')).length, FILES)

  // One key signs both: an archive's first entry is its key.
  mkdirSync(killed)
  copyFileSync(join(undisturbed, 'log.key'), join(killed, 'log.key'))
  for (const most of KILLED_AFTER) t.notMatch(await collect(killed, folder, most), ['closed'])
  const last = await collect(killed, folder)
  t.equal(last.at(-1), 'closed')
  const known = last.filter((line) => line.startsWith('known ')).length
  t.ok(known >= KILLED_AFTER.reduce((sum, most) => sum + most), `${known} of ${FILES} were known`)
  t.strictSame(contentOf(killed), contentOf(undisturbed))
  const [one, other] = await Promise.all([verifyArchive(killed), verifyArchive(undisturbed)])
  t.equal(one.damages.count + other.damages.count, 0)
  t.equal(one.log?.signed?.root, other.log?.signed?.root)
  t.equal(one.log?.signed?.size, FILES + 1)
})
