import type { Test } from 'tap'
import type { LogErrorCode } from '../../src/errors.ts'
import { LogError } from '../../src/log/errors.ts'

/** The call throws a `LogError` with just this code. */
export function throwsCode(t: Test, call: () => unknown, code: LogErrorCode, what: string = code): void {
  try {
    call()
  } catch (error) {
    t.equal(error instanceof LogError ? error.code : error, code, what)
    return
  }
  t.fail(`${what}: accepted, not refused as ${code}`)
}
