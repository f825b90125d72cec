import type { Command } from 'commander'
import { addHelp } from './help.ts'

/** Adds a verb to the command. */
type Add = (program: Command) => void

/** The verbs in the order of the help. Each is loaded for itself: together they take most of a second, and 70 MB. */
const VERBS: Record<string, () => Promise<Add>> = {
  serve: async () => (await import('./serve.ts')).addServe,
  import: async () => (await import('./import.ts')).addImport,
  cite: async () => (await import('./cite.ts')).addCite,
  quote: async () => (await import('./quote.ts')).addQuote,
  check: async () => (await import('./check.ts')).addCheck,
  metadata: async () => (await import('./metadata.ts')).addMetadata,
  withdraw: async () => (await import('./withdraw.ts')).addWithdraw,
  key: async () => (await import('./key.ts')).addKey,
  log: async () => (await import('./log.ts')).addLog,
  prove: async () => (await import('./prove.ts')).addProve,
  verify: async () => (await import('./verify.ts')).addVerify,
  backup: async () => (await import('./backup.ts')).addBackup,
  restore: async () => (await import('./restore.ts')).addRestore,
  export: async () => (await import('./export.ts')).addExport,
  mirror: async () => (await import('./mirror/index.ts')).addMirror,
  openapi: async () => (await import('./openapi.ts')).addOpenApi,
}

/**
 * Adds the verb that is asked for, or all of them when it is none: then the help, or a likely name, is. The
 * version needs none.
 *
 * @param first the first argument
 */
export async function addVerbs(program: Command, first: string | undefined): Promise<void> {
  if (first === '--version' || first === '-V') return
  const asked = first !== undefined && Object.hasOwn(VERBS, first) ? [VERBS[first]!] : Object.values(VERBS)
  for (const load of asked) {
    const add = await load()
    add(program)
  }
  addHelp(program)
}
