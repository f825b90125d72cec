import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { buildCommand, colophon } from '../support/command.ts'
import { directoryFor } from '../support/directory.ts'
import { ROOT } from '../support/root.ts'

t.before(buildCommand)

const has = (program: string) => spawnSync(program, ['--version']).error === undefined
const without = (program: string) => (has(program) ? false : `${program} is not here`)

/** The script of a shell, in a file. */
function scriptOf(t: Test, shell: string): string {
  const { stdout, status } = colophon('completion', shell)
  t.equal(status, 0)
  const file = join(directoryFor(t), `completion.${shell}`)
  writeFileSync(file, stdout)
  return file
}

/** What each row of words is completed to: verbs, options, choices, and nothing where a value stands. */
const CASES: [words: string, offered: string[]][] = [
  ['colophon imp', ['import']],
  ['colophon mirror s', ['serve', 'status', 'sync']],
  ['colophon key create --sc', ['--scope']],
  ['colophon completion b', []],
  ['colophon serve --por', ['--port']],
  ['colophon serve --port ', []],
]

t.test('bash completes verbs and options', { skip: without('bash') }, (t) => {
  const script = scriptOf(t, 'bash')
  for (const [words, offered] of CASES) {
    const typed = words.split(' ')
    const asked = `source '${script}'; COMP_WORDS=(${typed.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${typed.length - 1}; _colophon; printf '%s\n' "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', asked], { encoding: 'utf8' })
    t.equal(stderr, '')
    t.strictSame(stdout.split('\n').filter(Boolean).sort(), offered, words)
  }
  t.end()
})

t.test('fish completes verbs and options', { skip: without('fish') }, (t) => {
  const script = scriptOf(t, 'fish')
  for (const [words, offered] of CASES.filter(([, each]) => each.length > 0)) {
    const { stdout } = spawnSync(
      'fish',
      ['--no-config', '-c', `source '${script}'; complete -C '${words}'`],
      {
        encoding: 'utf8',
      },
    )
    const found = stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0]!]))
    t.strictSame(found.sort(), offered, words)
  }
  t.end()
})

t.test('zsh takes its script', { skip: without('zsh') }, (t) => {
  const script = scriptOf(t, 'zsh')
  const asked = `autoload -Uz compinit; compinit -u -D; source '${script}'; print $_comps[colophon]`
  const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', asked], { encoding: 'utf8' })
  t.equal(stderr, '')
  t.equal(stdout.trim(), '_colophon')
  t.end()
})

t.test('another shell is refused with those that there are', (t) => {
  const { status, stderr } = colophon('completion', 'powershell')
  t.equal(status, 2)
  t.match(stderr, /bash, zsh, fish/)
  t.end()
})

t.test('the manual page has every verb and option of the help, and is set without a warning', (t) => {
  const { stdout: page, status } = colophon('man')
  t.equal(status, 0)
  const words = page.replaceAll('\\-', '-')
  for (const verb of ['serve', 'import', 'mirror sync', 'key create']) {
    t.match(words, `.SS "colophon ${verb} `)
    const { stdout: help } = colophon(...verb.split(' '), '--help')
    const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option!)
    t.ok(options.length > 1)
    for (const option of options)
      t.match(words, new RegExp(`^\\.B "(?:-\\w, )?${option}`, 'm'), `${verb} ${option}`)
  }
  if (has('groff')) {
    const { stderr } = spawnSync('groff', ['-man', '-ww', '-z', '-Tutf8'], { input: page, encoding: 'utf8' })
    t.equal(stderr, '')
  }
  t.end()
})

t.test('npm installs the command with its manual page', (t) => {
  const directory = directoryFor(t)
  const { name, version, bin, man } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const files: Record<string, string> = {
    'package.json': JSON.stringify({ name, version, bin, man }),
    [bin.colophon]: '',
    'dist/man/colophon.1': colophon('man').stdout,
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, file)), { recursive: true })
    writeFileSync(join(directory, file), text)
  }
  const prefix = directoryFor(t)
  spawnSync('npm', ['install', '--global', '--offline', '--prefix', prefix, '.'], { cwd: directory })
  t.match(readFileSync(join(prefix, 'share', 'man', 'man1', 'colophon.1'), 'utf8'), '.TH')
  t.end()
})
