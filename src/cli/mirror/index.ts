import type { Command } from 'commander'
import { addInit } from './init.ts'
import { addRepair } from './repair.ts'
import { addServe } from './serve.ts'
import { addStatus } from './status.ts'
import { addSync } from './sync.ts'
import { addVerify } from './verify.ts'
import { addWitness } from './witness.ts'

/** `colophon mirror init | sync | status | verify | repair | serve | witness`. */
export function addMirror(program: Command): void {
  const mirror = program
    .command('mirror')
    .addHelpText(
      'after',
      '\nExample:\n  colophon mirror init ./copy https://archive.example.org --key "$(cat archive.vkey)"\n  colophon mirror sync ./copy\n  colophon mirror serve ./copy --port 3001\n\nExit codes: 0 ok, 3 incomplete (run it again), 5 damaged or not what was signed, 6 a signature is wrong, 7 two histories were signed, 8 the log is shorter than it was.',
    )
  addInit(mirror)
  addSync(mirror)
  addStatus(mirror)
  addVerify(mirror)
  addRepair(mirror)
  addServe(mirror)
  addWitness(mirror)
}
