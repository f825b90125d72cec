#!/usr/bin/env node
import { runCommand } from './cli/command.ts'

// Whoever reads what is printed may have seen enough (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

await runCommand(process.argv.slice(2))
