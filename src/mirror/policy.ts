import { existsSync, readFileSync } from 'node:fs'
import { policyFile } from '../files/archive-files.ts'
import { replaceFile } from '../files/durable.ts'
import { LogError } from '../log/errors.ts'
import { type Policy, parsePolicy, requireCosignatures } from '../log/policy.ts'
import { MirrorError } from './errors.ts'

/** The policy that the checkpoints of a mirror must meet; undefined when none was given. @throws LogError `malformed_policy` */
export function policyOfMirror(directory: string): Policy | undefined {
  const file = policyFile(directory)
  return existsSync(file) ? parsePolicy(readFileSync(file, 'utf8')) : undefined
}

/** Puts a policy in the place of the one before. @throws LogError `malformed_policy` */
export function keepPolicy(directory: string, text: string): void {
  parsePolicy(text)
  replaceFile(policyFile(directory), text)
}

/** The lines of the cosignatures that a policy asks for, and it may be of others that it names. @throws MirrorError `not_cosigned`, `bad_signature` */
export function cosignedAsAsked(note: string, policy: Policy | undefined): string[] {
  if (!policy) return []
  try {
    return requireCosignatures(note, policy).map(({ line }) => line)
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    const code = error.code === 'not_cosigned' ? 'not_cosigned' : 'bad_signature'
    throw new MirrorError(code, `${error.message} Nothing was taken over.`)
  }
}
