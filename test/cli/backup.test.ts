import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { sha256 } from '../../src/identity/digest.ts'
import { buildCommand, colophon, linesOf } from '../support/command.ts'
import { ROOT } from '../support/root.ts'

const SEED = join(ROOT, 'seeds/breaking-the-siege-of-aleppo.md')
const ESSAY = join(ROOT, 'test/fixtures/essays/on-the-siege.md')
const QUOTE = '2rma5yfyxknb207f.f3kmr2tzf95ae5rgk83ym12h'

t.before(buildCommand)

t.test('an archive is backed up, restored, and the same', async (t) => {
  const dir = t.testdir({ backups: {}, 'a.md': '' })
  const [data, restored, file] = [join(dir, 'archive'), join(dir, 'restored'), join(dir, 'backups/a.sqlite')]
  for (const verb of ['backup', 'restore'])
    t.match(colophon(verb, '--help'), { status: 0, stdout: /Exit codes: 0 ok, 1 / })
  t.match(colophon('backup', file, '--data', data), { status: 10, stderr: /no archive/ })
  colophon('import', SEED, '--data', data)

  const backup = colophon('backup', file, '--data', data)
  t.equal(backup.status, 0, backup.stderr)
  t.match(backup.stdout, /^file +.*a\.sqlite\nbytes +\d+\nsha256 +[0-9a-f]{64}\nworks +1\nlog +colophon\//)
  t.match(backup.stderr, /private key of the log is not in it\. Keep a copy of .*archive\/log\.key/)
  t.match(colophon('backup', file, '--data', data), { status: 1, stdout: '', stderr: /--force/ })
  const [said] = linesOf(colophon('backup', file, '--force', '--json', '--data', data).stdout)
  const bytes = readFileSync(file)
  t.match(said, { file, bytes: bytes.length, sha256: sha256(bytes), works: 1, log: { size: 2 } })
  t.strictSame(readdirSync(join(dir, 'backups')), ['a.sqlite'])

  const back = colophon('restore', file, '--json', '--data', restored)
  t.equal(back.status, 0, back.stderr)
  t.strictSame(linesOf(back.stdout)[0].log, said.log)
  t.match(
    back.stderr,
    /no private key of the log in .*restored\/log\.key\. Everything can be read and served/,
  )
  t.match(back.stderr, /mirrors have seen it/)
  t.match(colophon('verify', '--data', restored), { status: 0, stderr: new RegExp(said.log.signed.root) })
  t.equal(
    colophon('cite', QUOTE, '--data', restored).stdout,
    colophon('cite', QUOTE, '--data', data).stdout,
    'it answers as before',
  )
  t.match(colophon('import', ESSAY, '--data', restored), { status: 1, stderr: /log\.key/ })
  cpSync(join(data, 'log.key'), join(restored, 'log.key'))
  t.equal(colophon('import', ESSAY, '--data', restored).status, 0)
  t.equal(colophon('verify', '--data', restored).status, 0)

  t.match(colophon('restore', file, '--data', data), { status: 1, stderr: /archive in .* already/ })
  t.match(colophon('restore', join(dir, 'none'), '--data', join(dir, 'x')), {
    status: 4,
    stderr: /There is no file/,
  })
  t.match(colophon('restore', file, '--data', join(file, 'x')), {
    status: 2,
    stderr: /x cannot be made: it, or a part of its path, is a file/,
  })
  for (const own of [[], ['--force']])
    t.match(colophon('backup', dir, ...own, '--data', data), { status: 2, stderr: /is a directory/ })
  for (const no of ['no/b.sqlite', 'a.md/b.sqlite'])
    t.match(colophon('backup', join(dir, no), '--data', data), { status: 2, stderr: /There is no directory/ })
  t.match(colophon('backup', join(dir, 'no/b.sqlite'), '--data', data), {
    status: 2,
    stderr: /There is no directory .*no\. Make it/,
  })
  t.equal(colophon('backup', '--data', data).status, 2, 'a file must be named')
})

t.test(
  'a changed backup is refused with what is wrong, an older one beside a newer checkpoint',
  async (t) => {
    const dir = t.testdir({ newer: {} })
    const [data, target, file] = [join(dir, 'archive'), join(dir, 'target'), join(dir, 'a.sqlite')]
    colophon('import', SEED, '--data', data)
    colophon('backup', file, '--data', data)
    const whole = readFileSync(file, 'latin1')
    const words = 'This is where abandonment has led.'
    writeFileSync(file, whole.replaceAll(words, words.replace('T', 'U')), 'latin1')
    const damaged = colophon('restore', file, '--data', target)
    t.match(damaged, {
      status: 5,
      stdout: /^damaged: /,
      stderr: /^error: Nothing was restored: .* Faults found: [1-9]/,
    })
    t.match(linesOf(colophon('restore', file, '--json', '--data', target).stdout)[0], {
      damage: { kind: 'damaged' },
    })
    t.notOk(existsSync(join(target, 'archive.sqlite')))
    writeFileSync(file, whole.slice(0, whole.length >> 1), 'latin1')
    t.equal(colophon('restore', file, '--data', target).status, 5, 'cut off')
    t.notOk(existsSync(target), 'what failed leaves nothing')

    writeFileSync(file, whole, 'latin1')
    colophon('import', ESSAY, '--data', data)
    cpSync(join(data, 'checkpoint'), join(dir, 'newer/checkpoint'))
    t.match(colophon('restore', file, '--data', join(dir, 'newer')), {
      status: 8,
      stdout: /^rolled back: file checkpoint was signed of 3 entries/,
    })
    t.strictSame(readdirSync(join(dir, 'newer')), ['checkpoint'], 'what was there stays')
  },
)

t.test('a backup that is made while another process imports is whole', async (t) => {
  const texts = Array.from({ length: 1500 }, (_, n) => [`${n}.md`, `# Work ${n}\n\nOn ferry ${n}.\n\nMore of ${n}.\n`]) // biome-ignore format: one list
  const dir = t.testdir({ texts: Object.fromEntries(texts) })
  const [data, file, target] = [join(dir, 'archive'), join(dir, 'a.sqlite'), join(dir, 'restored')]
  const files = texts.map(([name]) => join(dir, 'texts', name!))
  const importing = spawn(process.execPath, ['dist/src/main.js', 'import', ...files, '--data', data], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(importing, 'exit')
  await once(importing.stdout.resume(), 'data')
  const backup = colophon('backup', file, '--json', '--data', data)
  t.equal(backup.status, 0, backup.stderr)
  const [{ works, log }] = linesOf(backup.stdout)
  t.strictSame(await ended, [0, null])
  t.ok(works > 0 && works < texts.length, `of ${texts.length} works it has ${works}`)
  t.equal(log.size, works + 1, 'an entry for each work, and one for the key')
  cpSync(join(data, 'log.key'), join(target, 'log.key'))
  t.strictSame(linesOf(colophon('restore', file, '--json', '--data', target).stdout)[0].log, log)
  t.equal(colophon('import', SEED, '--data', target).status, 0, 'it can be gone on with')
  t.equal(colophon('verify', '--data', target).status, 0)
})

t.test(
  'the public address and the settings go with a backup, and give way to those that are there',
  async (t) => {
    const dir = t.testdir({ other: { 'colophon.yaml': 'port: 4000\n' } })
    const [data, restored, other, file] = ['archive', 'restored', 'other', 'a.sqlite'].map((name) =>
      join(dir, name),
    )
    colophon('init', '--data', data!, '--base-url', 'https://archive.example.org')
    colophon('import', SEED, '--data', data!)
    writeFileSync(join(data!, 'colophon.yaml'), 'contact: librarian@example.org\n')
    t.match(colophon('backup', file!, '--data', data!), {
      status: 0,
      stdout: /^with +public-address, colophon\.yaml$/m,
    })
    const back = colophon('restore', file!, '--json', '--data', restored!)
    t.strictSame(linesOf(back.stdout)[0].files, ['public-address', 'colophon.yaml'])
    for (const name of ['public-address', 'colophon.yaml'])
      t.equal(readFileSync(join(restored!, name), 'utf8'), readFileSync(join(data!, name), 'utf8'), name)
    t.match(
      colophon('quote', 'political principles', '--data', restored!).stdout,
      'https://archive.example.org/',
    )
    t.equal(colophon('verify', '--data', restored!).status, 0)

    t.equal(colophon('restore', file!, '--data', other!).status, 0)
    t.equal(readFileSync(join(other!, 'colophon.yaml'), 'utf8'), 'port: 4000\n')
    t.equal(readFileSync(join(other!, 'public-address'), 'utf8'), 'https://archive.example.org\n')

    // One that was put in place by hand is an archive too, and its own backup has what lies beside it then.
    const byHand = join(dir, 'by-hand')
    mkdirSync(byHand)
    cpSync(file!, join(byHand, 'archive.sqlite'))
    t.equal(colophon('verify', '--data', byHand).status, 0)
    const again = colophon('backup', join(dir, 'b.sqlite'), '--json', '--data', byHand)
    t.strictSame(linesOf(again.stdout)[0].files, [])
  },
)

t.test('settings with a password are not in a backup, which says so', async (t) => {
  const dir = t.testdir()
  const [data, file] = [join(dir, 'archive'), join(dir, 'a.sqlite')]
  colophon('import', SEED, '--data', data)
  writeFileSync(
    join(data, 'colophon.yaml'),
    'store: postgres://reader:gJ7opensesame@db.example.org/colophon\n',
  )
  const made = colophon('backup', file, '--json', '--data', data)
  t.strictSame(linesOf(made.stdout)[0].files, [])
  t.match(made.stderr, /colophon\.yaml is not in it/)
  t.notOk(readFileSync(file).includes('gJ7opensesame'))
})

const hasBorg = spawnSync('borg', ['--version']).status === 0

t.test(
  'Borg keeps moments of an archive, and each is restored as it was',
  { skip: !hasBorg && 'borg is not installed' },
  async (t) => {
    const dir = t.testdir({ stage: {} })
    const [data, stage] = [join(dir, 'archive'), join(dir, 'stage')]
    const env = {
      ...process.env,
      HOME: dir,
      BORG_REPO: join(dir, 'repo'),
      BORG_PASSPHRASE: 'of a test',
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes',
    }
    const borg = (...args: string[]) =>
      execFileSync('borg', args, { cwd: stage, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const staged = join(stage, 'archive.sqlite')
    const keep = (moment: string) => {
      t.equal(colophon('backup', staged, '--force', '--data', data).status, 0)
      borg(
        'create',
        '--compression',
        'zstd',
        '--chunker-params',
        'fixed,4096',
        `::${moment}`,
        'archive.sqlite',
      )
      return sha256(readFileSync(staged))
    }
    borg('init', '--encryption', 'repokey')
    colophon('import', SEED, '--data', data)
    const first = keep('first')
    colophon('import', ESSAY, '--data', data)
    const second = keep('second')
    t.not(first, second)
    t.strictSame(borg('list', '--short').trim().split('\n'), ['first', 'second'])
    for (const [moment, digest, works] of [
      ['first', first, 1],
      ['second', second, 2],
    ] as const) {
      borg('extract', `::${moment}`, 'archive.sqlite')
      t.equal(sha256(readFileSync(staged)), digest, moment)
      const back = colophon('restore', staged, '--json', '--data', join(dir, moment))
      t.match(linesOf(back.stdout)[0], { works }, moment)
    }
    // Of what was made on one day the newest is kept.
    borg('prune', '--keep-daily', '1')
    t.equal(borg('list', '--short').trim(), 'second')
  },
)
