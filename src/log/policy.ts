/** Whom one trusts to have seen a checkpoint (C2SP tlog-policy): logs, witnesses, and how many of these must have cosigned. */
import { type Cosignature, cosignaturesOf } from './cosignature.ts'
import { LogError } from './errors.ts'
import { type NoteVerifier, parseCosignerKey, parseVerifierKey } from './note-key.ts'

/** A witness; its address is that below which it takes checkpoints. */
export interface Witness {
  name: string
  key: NoteVerifier
  url: string | undefined
}

/** What a policy file says. */
export interface Policy {
  /** Keys of logs; none where these are known from elsewhere. */
  logs: NoteVerifier[]
  witnesses: Witness[]
  /** Have enough of the witnesses cosigned? */
  isMet(cosigned: ReadonlySet<NoteVerifier>): boolean
  /** The quorum as the file names it. */
  quorum: string
}

type Rule = (cosigned: ReadonlySet<NoteVerifier>) => boolean

/** Most bytes and lines of a policy. */
export const LONGEST_POLICY = 100_000
const MOST_LINES = 1000
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the specification forbids
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/

/** @throws LogError `malformed_policy`, which names the line */
export function parsePolicy(text: string): Policy {
  const lines = text.split('\n')
  if (text.length > LONGEST_POLICY || lines.length > MOST_LINES) throw malformed('is too long')
  const reading = new Reading()
  for (const [at, line] of lines.entries()) {
    if (CONTROLS.test(line)) throw malformed(`has a control character in line ${at + 1}`)
    const words = line.split(/[ \t]+/).filter(Boolean)
    if (words.length > 0 && !words[0]!.startsWith('#')) reading.take(words, at + 1)
  }
  return reading.policy()
}

/**
 * The cosignatures of a policy's witnesses below a checkpoint, which are as many as it asks for.
 *
 * @throws LogError `not_cosigned`; those of `cosignaturesOf`
 */
export function requireCosignatures(note: string, policy: Policy): Cosignature[] {
  const found = cosignaturesOf(
    note,
    policy.witnesses.map(({ key }) => key),
  )
  if (policy.isMet(new Set(found.map(({ key }) => key)))) return found
  const names = policy.witnesses.filter(({ key }) => found.some((each) => each.key === key))
  throw new LogError(
    'not_cosigned',
    `Too few witnesses cosigned the checkpoint for the quorum ${policy.quorum}: ${names.map(({ name }) => name).join(', ') || 'none'}.`,
  )
}

class Reading {
  readonly #logs: NoteVerifier[] = []
  readonly #witnesses: Witness[] = []
  readonly #rules = new Map<string, Rule>()
  readonly #members = new Set<string>()
  #quorum: { name: string; rule: Rule } | undefined

  take([kind, ...words]: string[], line: number): void {
    const wrong = (what: string) => malformed(`${what} in line ${line}`)
    if (kind === 'log' && (words.length === 1 || words.length === 2)) {
      const key = readKey(words[0]!, parseVerifierKey, wrong)
      this.#refuseDouble(key, this.#logs, wrong)
      this.#logs.push(key)
    } else if (kind === 'witness' && (words.length === 2 || words.length === 3)) {
      const key = readKey(words[1]!, parseCosignerKey, wrong)
      const keys = this.#witnesses.map((witness) => witness.key)
      this.#refuseDouble(key, keys, wrong)
      this.#define(words[0]!, (cosigned) => cosigned.has(key), wrong)
      this.#witnesses.push({ name: words[0]!, key, url: words[2] })
    } else if (kind === 'group' && words.length >= 3) this.#takeGroup(words, wrong)
    else if (kind === 'quorum' && words.length === 1) {
      if (this.#quorum) throw wrong('has a second quorum')
      const [name] = words as [string]
      this.#quorum = { name, rule: name === 'none' ? () => true : this.#named(name, wrong) }
    } else throw wrong(`has something else than a log, witness, group or quorum`)
  }

  policy(): Policy {
    if (!this.#quorum) throw malformed('has no quorum; write `quorum none` where no witness is asked for')
    const { name, rule } = this.#quorum
    return { logs: this.#logs, witnesses: this.#witnesses, isMet: rule, quorum: name }
  }

  #takeGroup([name, least, ...names]: string[], wrong: (what: string) => LogError): void {
    const members = names.map((member) => this.#named(member, wrong))
    const count = least === 'any' ? 1 : least === 'all' ? members.length : Number(least)
    if (!/^(?:any|all|[1-9]\d{0,3})$/.test(least!) || count > members.length)
      throw wrong(`has a group of which ${JSON.stringify(least)} cannot have cosigned`)
    for (const member of names) {
      if (this.#members.has(member)) throw wrong(`has ${member} in a group twice`)
      this.#members.add(member)
    }
    this.#define(name!, (cosigned) => members.filter((rule) => rule(cosigned)).length >= count, wrong)
  }

  #define(name: string, rule: Rule, wrong: (what: string) => LogError): void {
    if (name === 'none' || this.#rules.has(name)) throw wrong(`defines ${name} twice`)
    this.#rules.set(name, rule)
  }

  #named(name: string, wrong: (what: string) => LogError): Rule {
    const rule = this.#rules.get(name)
    if (!rule) throw wrong(`names ${JSON.stringify(name)}, which no line before defines,`)
    return rule
  }

  /** One public key counts once, whatever it is called. */
  #refuseDouble(key: NoteVerifier, others: readonly NoteVerifier[], wrong: (what: string) => LogError): void {
    if (others.some(({ publicKey }) => publicKey.equals(key.publicKey))) throw wrong('has a key again')
  }
}

function readKey(
  vkey: string,
  parse: (vkey: string) => NoteVerifier,
  wrong: (what: string) => LogError,
): NoteVerifier {
  try {
    return parse(vkey)
  } catch (error) {
    if (error instanceof LogError) throw wrong(`has a key that cannot be used (${error.message})`)
    throw error
  }
}

function malformed(what: string): LogError {
  return new LogError('malformed_policy', `The policy ${what}.`)
}
