import type { Command } from 'commander'
import { addHelp } from './help.ts'
import { newProgram } from './program.ts'

/** Adds a verb to the command. What tells of all verbs is given the command with all of them. */
type Add = (program: Command, whole: () => Promise<Command>) => void

interface Verb {
  /** As the help has it. */
  does: string
  load: () => Promise<Add>
}

/** The verbs in the order of the help. Each is loaded for itself: together they take most of a second, and 70 MB. */
const VERBS: Record<string, Verb> = {
  serve: {
    does: 'serve the archive over HTTP',
    load: async () => (await import('./serve.ts')).addServe,
  },
  init: {
    does: 'make an empty archive',
    load: async () => (await import('./init.ts')).addInit,
  },
  import: {
    does: 'import files as works; what is there already stays as it is',
    load: async () => (await import('./import.ts')).addImport,
  },
  formats: {
    does: 'list the formats that files are read in, and what is kept of each',
    load: async () => (await import('./formats.ts')).addFormats,
  },
  report: {
    does: 'list what needs a person: doubts, gaps, and works that are alike',
    load: async () => (await import('./report.ts')).addReport,
  },
  repairs: {
    does: 'list what was mended in a work or is left to decide, and decide: that makes a version with the decisions on record',
    load: async () => (await import('./repairs.ts')).addRepairs,
  },
  list: {
    does: 'list the works, in the order of their arrival',
    load: async () => (await import('./list.ts')).addList,
  },
  search: {
    does: 'find paragraphs by their words',
    load: async () => (await import('./search.ts')).addSearch,
  },
  show: {
    does: 'show a work, a paragraph or a quote, as text or in any format that it has',
    load: async () => (await import('./show.ts')).addShow,
  },
  cite: {
    does: 'print the citation of a work, a paragraph or a quote, or one bibliography of several',
    load: async () => (await import('./cite.ts')).addCite,
  },
  quote: {
    does: 'find where words stand, word for word, and print the permanent address',
    load: async () => (await import('./quote.ts')).addQuote,
  },
  check: {
    does: 'check the quotations of a manuscript word for word',
    load: async () => (await import('./check.ts')).addCheck,
  },
  metadata: {
    does: 'print what is said of a work as a manifest, or replace it; what was said before is kept',
    load: async () => (await import('./metadata.ts')).addMetadata,
  },
  withdraw: {
    does: 'withdraw a work or a version of it: its addresses then answer 410 with the reason',
    load: async () => (await import('./withdraw.ts')).addWithdraw,
  },
  key: {
    does: 'manage the keys that writing over HTTP needs',
    load: async () => (await import('./key.ts')).addKey,
  },
  log: {
    does: 'the signed log of what the archive publishes',
    load: async () => (await import('./log.ts')).addLog,
  },
  prove: {
    does: "check the proof of a quote, offline, with the log's key and nothing else",
    load: async () => (await import('./prove.ts')).addProve,
  },
  verify: {
    does: 'read everything again, and tell what is not as it was written',
    load: async () => (await import('./verify.ts')).addVerify,
  },
  backup: {
    does: 'copy the archive into one file, and verify the copy',
    load: async () => (await import('./backup.ts')).addBackup,
  },
  restore: {
    does: 'make an archive of a backup, after verifying it',
    load: async () => (await import('./restore.ts')).addRestore,
  },
  export: {
    does: 'write the whole archive into files that anybody may have',
    load: async () => (await import('./export.ts')).addExport,
  },
  mirror: {
    does: 'copy another archive, check the copy by its signed log, and serve it',
    load: async () => (await import('./mirror/index.ts')).addMirror,
  },
  store: {
    does: 'copy an archive into a PostgreSQL database, from which other servers read',
    load: async () => (await import('./store.ts')).addStore,
  },
  mcp: {
    does: 'answer an AI agent over stdin and stdout (Model Context Protocol)',
    load: async () => (await import('./mcp.ts')).addMcp,
  },
  openapi: {
    does: 'print the description of the HTTP API (OpenAPI 3.1, YAML)',
    load: async () => (await import('./openapi.ts')).addOpenApi,
  },
  completion: {
    does: 'print what lets a shell complete verbs and options',
    load: async () => (await import('./completion.ts')).addCompletion,
  },
  man: {
    does: 'print the manual page',
    load: async () => (await import('./man.ts')).addMan,
  },
}

/** Whether there is a verb of this name. */
export function isVerb(name: string): boolean {
  return name === 'help' || Object.hasOwn(VERBS, name)
}

/**
 * Adds the verb that is asked for, whole; when it is none, all of them by name alone: then the help, or a likely name,
 * is. The version needs none.
 *
 * @param args the arguments of the command
 */
export async function addVerbs(program: Command, [first, second]: readonly string[]): Promise<void> {
  if (first === '--version' || first === '-v') return
  const asked = first === 'help' ? second : first
  if (asked !== undefined && Object.hasOwn(VERBS, asked)) await addWhole(program, asked)
  else for (const [name, { does }] of Object.entries(VERBS)) program.command(name).description(does)
  addHelp(program)
}

async function addWhole(program: Command, name: string): Promise<void> {
  const { does, load } = VERBS[name]!
  const add = await load()
  add(program, wholeProgram)
  program.commands.find((verb) => verb.name() === name)!.description(does)
}

/** The command with all verbs, each whole. */
async function wholeProgram(): Promise<Command> {
  const program = newProgram()
  for (const name of Object.keys(VERBS)) await addWhole(program, name)
  return program
}
