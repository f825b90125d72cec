/** Settings in a file: its place, its precedence, and what is wrong with it told by file, line and key. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { readConfig } from '../src/config.ts'
import { buildCommand, colophonIn } from './support/command.ts'
import { directoryFor } from './support/directory.ts'
import { ROOT } from './support/root.ts'

/** A directory with a file of settings in it. */
function directoryWith(t: Test, yaml: string, name = 'colophon.yaml'): { data: string; file: string } {
  const data = directoryFor(t)
  const file = join(data, name)
  writeFileSync(file, yaml)
  return { data, file }
}

t.test('flags go before the environment, this before the file, and that before defaults', async (t) => {
  const { data } = directoryWith(t, 'port: 4000\nhost: 127.0.0.2\nlog-level: info\n')
  const config = readConfig({ data, port: '6000' }, { COLOPHON_PORT: '5000', COLOPHON_HOST: '127.0.0.3' })
  t.match(config, { port: 6000, host: '127.0.0.3', logLevel: 'info', workers: 1, data })
})

t.test(
  'a file that is named is read in the place of the other, and may say where the data are',
  async (t) => {
    const { data, file } = directoryWith(t, 'data: archive\nstyles: /srv/styles\n', 'named.yaml')
    mkdirSync(join(data, 'archive'))
    writeFileSync(join(data, 'archive', 'colophon.yaml'), 'port: 4000\n')
    const expected = { config: file, data: join(data, 'archive'), styles: '/srv/styles', port: 3000 }
    t.match(readConfig({ config: file }, {}), expected)
    t.match(readConfig({}, { COLOPHON_CONFIG: file }), expected)
    t.match(readConfig({ config: file, data: '/elsewhere' }, {}), { data: '/elsewhere', port: 3000 })
    t.throws(() => readConfig({ config: join(data, 'absent.yaml') }, {}), { code: 'unusable_path' })
  },
)

t.test('lists and mappings are what flags have with commas; the text of a value stays', async (t) => {
  const { data } = directoryWith(
    t,
    '# ours\nlimits:\n  documents: 4\n  connections: 500\ntrust-proxy: [loopback, 10.0.0.0/8]\nmirrors:\n  - https://a.example\n  - https://b.example\nlog-name: 007\nstyles: "styles # of ours"\n',
  )
  t.match(readConfig({ data }, {}), {
    limits: { documents: 4, connections: 500 },
    trustProxy: 'loopback,10.0.0.0/8',
    mirrors: 'https://a.example,https://b.example',
    logName: '007',
    styles: join(data, 'styles # of ours'),
  })
})

t.test(
  'a file may be empty, or have comments alone, or begin with a mark of its order of bytes',
  async (t) => {
    for (const yaml of ['', '\n', '# port: 4000\n', '---\n', '{}\n'])
      t.equal(readConfig({ data: directoryWith(t, yaml).data }, {}).port, 3000, JSON.stringify(yaml))
    t.equal(readConfig({ data: directoryWith(t, '\ufeffport: 4000\r\n').data }, {}).port, 4000)
  },
)

t.test('what is wrong is told with the file, the line and the likeliest key', async (t) => {
  const refused: [yaml: string, line: number, why: RegExp][] = [
    ['host: 127.0.0.1\n\nprot: 4000\n', 3, /no setting "prot"\. Did you mean "port"\?/],
    ['baseUrl: https://a.example\n', 1, /Did you mean "base-url"\?/],
    ['xyzzyplugh: 1\n', 1, /There are: host, port, /],
    ['__proto__: 1\n', 1, /no setting/],
    ['constructor: 1\n', 1, /no setting/],
    ['host: 127.0.0.1\r\nport: many\r\n', 2, /port cannot be "many": port to listen on/],
    ['port: 1\nport: 2\n', 2, /not YAML/],
    ['host: "127.0.0.1\n', 1, /not YAML/],
    ['port: 3000\n  host: x\n', 1, /not YAML/],
    ['- port\n', 1, /write settings as/],
    ['words\n', 1, /write settings as/],
    ['port: [[1]]\n', 1, /port is a text/],
    ['host: &a 127.0.0.1\nlog-name: *a\n', 2, /log-name is a text/],
    ['limits:\n  document: 4\n', 1, /Did you mean "documents"\?/],
    ['limits: documents\n', 1, /write name=number/],
    ['port: 1\ntrust-proxy: [nowhere]\n', 2, /"nowhere" is no address/],
    ['data: elsewhere\n', 1, /no setting "data"/],
    ['config: elsewhere\n', 1, /no setting "config"/],
  ]
  for (const [yaml, line, why] of refused) {
    const { data, file } = directoryWith(t, yaml)
    try {
      readConfig({ data }, {})
      t.fail(`${yaml} is taken`)
    } catch (error) {
      const { code, message } = error as Error & { code: string }
      t.equal(code, 'invalid_setting', yaml)
      t.ok(message.startsWith(`${file}, line ${line}: `), message)
      t.match(message, why, yaml)
    }
  }
  const { data } = directoryWith(t, '#'.repeat(65_537))
  t.throws(() => readConfig({ data }, {}), { code: 'unusable_path' })
})

t.test('the example of the page for operators is a file of settings', async (t) => {
  const page = readFileSync(join(ROOT, 'docs/operators.md'), 'utf8')
  const [, yaml = ''] = /### A file of settings\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(page) ?? []
  t.match(readConfig({ data: directoryWith(t, yaml).data }, {}), {
    baseUrl: 'https://archive.example.org',
    port: 8080,
    limits: { quotesPerMinute: 30, documents: 4 },
  })
})

t.test('the command reads it, and a fault in it is one of usage', async (t) => {
  buildCommand()
  const { data, file } = directoryWith(t, 'port: 4000\n')
  const printed = (env: object, ...args: string[]) =>
    colophonIn({ ...env }, 'serve', '--print-config', ...args)
  t.equal(JSON.parse(printed({}, '--data', data).stdout).port, 4000)
  t.equal(JSON.parse(printed({ COLOPHON_CONFIG: file }).stdout).port, 4000)
  writeFileSync(file, 'prot: 4000\n')
  t.match(printed({}, '--data', data), { status: 2, stderr: `${file}, line 1: there is no setting "prot"` })
})
