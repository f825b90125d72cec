/**
 * How many times a property is tried: a tenth of `all`, so that the tests of one change are quick; every time where
 * `COLOPHON_TEST_RUNS` is `all`, as in CI.
 */
export function runs(all: number): number {
  return process.env['COLOPHON_TEST_RUNS'] === 'all' ? all : Math.ceil(all / 10)
}
