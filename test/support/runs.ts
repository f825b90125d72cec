/**
 * How many times a property is tried: a tenth of `all`, so that the tests of one change are quick; every time where
 * `COLOPHON_TEST_RUNS` is `all`, as in CI.
 */
export function runs(all: number): number {
  return isWhole() ? all : Math.ceil(all / 10)
}

/**
 * Cases of one kind, of which every fifth is tried; every one where `COLOPHON_TEST_RUNS` is `all`. With another start, the
 * others: five tests of the same cases can try a fifth each.
 */
export function some<T>(all: readonly T[], start = 0): T[] {
  return all.filter((_, n) => isWhole() || n % 5 === start % 5)
}

function isWhole(): boolean {
  return process.env['COLOPHON_TEST_RUNS'] === 'all'
}

/** How many cases are generated: as many as `COLOPHON_TEST_RUNS` says where it is a number, else ten times the least for `all`. */
export function cases(least: number): number {
  const wanted = Number(process.env['COLOPHON_TEST_RUNS'])
  return Number.isSafeInteger(wanted) && wanted > 0 ? wanted : runs(least * 10)
}
