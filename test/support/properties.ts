import fc from 'fast-check'

/**
 * fast-check, which tries the same cases in every run, so that no change fails by luck. Others are tried where
 * `COLOPHON_TEST_SEED` is another whole number, which a failure names.
 */
fc.configureGlobal({ seed: Number(process.env['COLOPHON_TEST_SEED'] ?? 20261127) })

export default fc
