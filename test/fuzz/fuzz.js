/** `npm run fuzz`: asks a server, by the description of its API, what nobody should ask. */
import { Command } from 'commander'
import { fuzz } from './campaign.js'
import { startServer } from './server.js'

const { requests, seed } = new Command('npm run fuzz --')
  .description(
    'Asks a server what its description allows and what it does not; every answer must be as described.',
  )
  .option('--requests <number>', 'how many', Number, 20_000)
  .option('--seed <number>', 'the same one asks the same', Number, Date.now() % 1_000_000)
  .addHelpText('after', '\nExit codes: 0 nothing is wrong, 1 something is.')
  .parse()
  .opts()

const server = await startServer()
try {
  const progress = (done) => process.stderr.write(`\r${done} of ${requests}`)
  const { asked, statuses, faults } = await fuzz({ ...server, requests, seed, progress })
  const counts = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`)
  console.log(`\n${asked} requests with the seed ${seed}\n${counts.join('\n')}`)
  for (const [what, { count, example }] of faults)
    console.log(`\n${count} × ${what}\n${JSON.stringify(example, null, 2)}`)
  const ended = server.hasEnded()
  if (ended) console.log('The server ended.')
  console.log(faults.size === 0 && !ended ? 'nothing is wrong' : `${faults.size} kinds of faults`)
  process.exitCode = faults.size === 0 && !ended ? 0 : 1
} finally {
  await server.stop()
}
