import { Command } from 'commander'
import { SOFTWARE_VERSION } from '../software.ts'

/** The command `colophon` without its verbs. */
export function newProgram(): Command {
  const program = new Command('colophon')
    .description(
      'A citation and archival server: permanent paragraphs and exact quotations, citations, provenance.',
    )
    .version(SOFTWARE_VERSION, '-v, --version')
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 1 failure, 2 usage, 3 incomplete, 4 not found, 5 a quotation is altered, a proof fails or the archive is damaged, 6 a signature is wrong, 7 the log was forked, 8 the database was rolled back, 10 no archive.\nSettings: flags go before environment variables, these before colophon.yaml in the data (or --config), that before defaults.',
    )
  // What a verb takes is in its own help.
  program.configureHelp({ subcommandTerm: (verb) => verb.name() })
  // Flags after a verb are the verb's: `withdraw --version` is not the question for ours.
  program.enablePositionalOptions()
  return program
}
