/** Runs the built command, one line after another, in a thread of a test: each says what it printed, and its exit code. */
import { parentPort } from 'node:worker_threads'
import { runCommand } from '../../dist/src/cli/command.js'

const printed = { stdout: '', stderr: '' }
for (const name of ['stdout', 'stderr']) {
  process[name].write = (text) => {
    printed[name] += text
    return true
  }
}

parentPort.on('message', async ({ args, env, answer, signal }) => {
  Object.assign(printed, { stdout: '', stderr: '' })
  process.exitCode = 0
  process.env = env
  await runCommand(args)
  answer.postMessage({ status: process.exitCode, ...printed })
  Atomics.store(signal, 0, 1)
  Atomics.notify(signal, 0)
})
