/** The reporter's closing line counts what went wrong, whatever it was. */
import t from 'tap'
import PlainReporter from './support/reporter.js'

/** What the reporter prints of the TAP of a run. */
async function reported(...lines: string[]): Promise<string> {
  const reporter = new PlainReporter()
  reporter.end(`TAP version 14\n${lines.join('\n')}\n`)
  let printed = ''
  for await (const chunk of reporter) printed += chunk
  return printed
}

const FIRST = ['    ok 1 - first', '    # Subtest: open', '        ok 1 - one']

t.test('a file killed within an open subtest counts as failed, once', async (t) => {
  const killed = await reported('not ok 1 - a.test.ts # time=2500ms {', ...FIRST, '}', '1..1')
  t.match(killed, 'not ok a.test.ts (2.5 s)\n')
  t.match(killed, /\n2 passed, 1 failed, 0 skipped\n$/)
})

t.test('a file that fails since an assertion failed in it counts that assertion alone', async (t) => {
  const failed = ['        not ok 2 - two', '        1..2', '    not ok 2 - open', '    1..2']
  const printed = await reported('not ok 1 - a.test.ts # time=2500ms {', ...FIRST, ...failed, '}', '1..1')
  t.match(printed, 'not ok a.test.ts > open > two\n')
  t.match(printed, /\n2 passed, 1 failed, 0 skipped\n$/)
})

t.test('a file that passes says how long it took', async (t) => {
  const whole = ['        1..1', '    ok 2 - open', '    1..2']
  const printed = await reported('ok 1 - a.test.ts # time=120ms {', ...FIRST, ...whole, '}', '1..1')
  t.equal(printed, 'ok a.test.ts (0.1 s)\n\n2 passed, 0 failed, 0 skipped\n')
})
