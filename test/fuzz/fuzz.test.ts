import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { ROOT } from '../support/root.ts'
import { runs } from '../support/runs.ts'

/** Always the same requests: `npm run fuzz` tries others. */
const SEED = 20_261_127

t.test('every answer is as the description of the API says, whatever is asked', async (t) => {
  const requests = runs(2000)
  const script = join(ROOT, 'test/fuzz/fuzz.js')
  const asked = ['--requests', `${requests}`, '--seed', `${SEED}`]
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...asked]).catch((failed) => failed)
  t.match(stdout, /^nothing is wrong$/m)
  t.ok(Number(/^200: (\d+)$/m.exec(stdout)![1]) > requests / 10, 'much is answered with what was asked for')
})
