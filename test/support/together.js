/**
 * Runs the test files that `COLOPHON_TEST_FILES` names, one after the other, each as a test: a process for each would load the server again,
 * which takes longer than most of them.
 */
import { pathToFileURL } from 'node:url'
import tap from 'tap'
import { belongTo } from './own-tap.js'

tap.setTimeout(0)
for (const file of process.env['COLOPHON_TEST_FILES'].split('\n')) {
  const name = file.slice(file.lastIndexOf('/test/') + 1).replace(/js$/, 'ts')
  await tap.test(name, async (t) => {
    belongTo(t)
    await import(pathToFileURL(file).href)
  })
}
