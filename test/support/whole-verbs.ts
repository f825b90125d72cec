import { Command } from 'commander'
import { addVerbs } from '../../src/cli/verbs.ts'

/** Every verb of the command with all that it takes, in the order of the help. */
export async function wholeVerbs(): Promise<Command[]> {
  const named = await programFor([])
  const whole = named.commands.map(async (verb) => {
    const program = await programFor([verb.name()])
    return program.commands.find((each) => each.name() === verb.name())!
  })
  return Promise.all(whole)
}

async function programFor(args: readonly string[]): Promise<Command> {
  const program = new Command('colophon')
  await addVerbs(program, args)
  return program
}
