/** A validator of OCFL 1.1 storage roots, written from the specification and its table of codes; it shares no code with the writer. */
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const DIGEST_LENGTHS: Record<string, number> = { md5: 32, sha1: 40, sha256: 64, sha512: 128 }
const KEYS = new Set(['id', 'type', 'digestAlgorithm', 'head', 'contentDirectory', 'manifest', 'versions', 'fixity']) // biome-ignore format: a list
// RFC 3339 §5.6.
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/
// biome-ignore lint/suspicious/noExplicitAny: what is validated may be anything
type Json = any

/** The codes of what is wrong with a root, each with where; warnings too. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the rules of the specification, one after the other
export function faultsOfRoot(root: string): string[] {
  const faults: string[] = []
  const entries = readdirSync(root, { withFileTypes: true })
  const declarations = entries.filter(({ name }) => name.startsWith('0='))
  if (declarations.length !== 1) faults.push(`E076 ${declarations.length} declarations`)
  for (const { name } of declarations) {
    if (!/^0=ocfl_1\.[01]$/.test(name)) faults.push(`E079 ${name}`)
    if (readFileSync(join(root, name), 'utf8') !== `${name.slice(2)}\n`) faults.push(`E080 ${name}`)
  }
  let layout: Json
  if (existsSync(join(root, 'ocfl_layout.json'))) {
    layout = JSON.parse(readFileSync(join(root, 'ocfl_layout.json'), 'utf8'))
    if (typeof layout.extension !== 'string' || typeof layout.description !== 'string') faults.push('E070')
  }
  const ids = new Map<string, string>()
  for (const entry of entries) {
    const path = join(root, entry.name)
    if (!entry.isDirectory()) continue
    if (entry.name === 'extensions') {
      for (const extension of readdirSync(path, { withFileTypes: true })) {
        if (!extension.isDirectory()) faults.push(`E112 ${extension.name}`)
        else if (!/^0\d{3}-/.test(extension.name)) faults.push(`W016 ${extension.name}`)
      }
    } else walk(path, entry.name)
  }
  return faults

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the rules of the specification, one after the other
  function walk(directory: string, path: string) {
    const inside = readdirSync(directory, { withFileTypes: true })
    if (inside.length === 0) faults.push(`E073 ${path}`)
    if (inside.some(({ name }) => name.startsWith('0=ocfl_object_'))) {
      const { id, faults: own } = faultsOfObject(directory)
      for (const fault of own) faults.push(`${fault} in ${path}`)
      if (ids.has(id)) faults.push(`E037 ${id} twice`)
      ids.set(id, path)
      if (layout?.extension === '0004-hashed-n-tuple-storage-layout') {
        const digest = createHash('sha256').update(id).digest('hex')
        const right = `${digest.slice(0, 3)}/${digest.slice(3, 6)}/${digest.slice(6, 9)}/${digest}`
        if (path !== right) faults.push(`E083 ${id} lies in ${path}`)
      }
      return
    }
    for (const entry of inside) {
      const below = join(directory, entry.name)
      if (lstatSync(below).isSymbolicLink()) faults.push(`E090 ${path}/${entry.name}`)
      else if (entry.isDirectory()) walk(below, `${path}/${entry.name}`)
      else faults.push(`E072 ${path}/${entry.name}`)
    }
  }
}

/** What is wrong with an object, and its id. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the rules of the specification, one after the other
export function faultsOfObject(root: string): { id: string; faults: string[] } {
  const faults: string[] = []
  const fault = (code: string, what = '') => void faults.push(`${code} ${what}`)
  const names = readdirSync(root)
  const declarations = names.filter((name) => name.startsWith('0='))
  if (declarations.length !== 1) fault('E003')
  for (const name of declarations)
    if (readFileSync(join(root, name), 'utf8') !== `${name.slice(2)}\n`) fault('E007', name)
  const inventory = readInventory(root, fault)
  if (!inventory) return { id: '', faults }
  checkInventory(inventory, fault)
  if (faults.length > 0) return { id: String(inventory.id), faults }
  if (declarations[0] !== `0=ocfl_object_${/ocfl\.io\/([\d.]+)\//.exec(inventory.type)?.[1]}`) fault('E038')
  const versions = Object.keys(inventory.versions)
  const allowed = new Set([...declarations, 'inventory.json', `inventory.json.${inventory.digestAlgorithm}`, ...versions, 'logs', 'extensions']) // biome-ignore format: a list
  for (const name of names) if (!allowed.has(name)) fault(/^v\d+$/.test(name) ? 'E046' : 'E001', name)
  const content = inventory.contentDirectory ?? 'content'
  const found = new Set<string>()
  for (const name of versions) {
    const directory = join(root, name)
    if (!existsSync(directory)) {
      fault('E010', name)
      continue
    }
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (entry.isDirectory() && entry.name !== content) fault('W002', entry.name)
      if (!entry.isDirectory() && !entry.name.startsWith('inventory.json')) fault('E015', entry.name)
    }
    if (existsSync(join(directory, content))) filesUnder(join(directory, content), `${name}/${content}`)
    if (!existsSync(join(directory, 'inventory.json'))) {
      fault('W010', name)
      continue
    }
    const own = readInventory(directory, fault)
    if (!own) continue
    checkInventory(own, fault)
    if (own.id !== inventory.id) fault('E110', name)
    if (own.head !== name) fault('E040', `${name}/inventory.json`)
    if (own.contentDirectory !== inventory.contentDirectory) fault('E020', name)
    if (name === inventory.head && !readFileSync(join(directory, 'inventory.json')).equals(readFileSync(join(root, 'inventory.json')))) fault('E064') // biome-ignore format: one statement
    for (const prior of Object.keys(own.versions)) {
      if (statePaths(own, prior) !== statePaths(inventory, prior)) fault('E066', `${prior} in ${name}`)
      for (const key of ['created', 'message', 'user'])
        if (JSON.stringify(own.versions[prior][key]) !== JSON.stringify(inventory.versions[prior]?.[key]))
          fault('W011', `${prior} ${key}`)
    }
    for (const path of Object.values<string[]>(own.manifest).flat())
      if (Number(/^v(\d+)\//.exec(path)?.[1]) > Number(name.slice(1))) fault('E042', path)
  }
  const listed = new Set(Object.values<string[]>(inventory.manifest).flat())
  for (const path of found) if (!listed.has(path)) fault('E023', path)
  for (const path of listed) if (!found.has(path)) fault('E092', path)
  for (const [algorithm, digests] of [[inventory.digestAlgorithm, inventory.manifest], ...Object.entries(inventory.fixity ?? {})]) // biome-ignore format: one statement
    for (const [digest, paths] of Object.entries<string[]>(digests))
      for (const path of paths)
        if (!found.has(path)) fault('E093', path)
        else if (createHash(algorithm).update(readFileSync(join(root, path))).digest('hex') !== digest.toLowerCase()) fault(digests === inventory.manifest ? 'E092' : 'E093', path) // biome-ignore format: one statement
  return { id: inventory.id, faults }

  function filesUnder(directory: string, path: string) {
    const inside = readdirSync(directory)
    if (inside.length === 0) fault('E024', path)
    for (const name of inside) {
      const stat = lstatSync(join(directory, name))
      if (stat.isSymbolicLink() || (stat.isFile() && stat.nlink > 1)) fault('E090', `${path}/${name}`)
      if (stat.isDirectory()) filesUnder(join(directory, name), `${path}/${name}`)
      else found.add(`${path}/${name}`)
    }
  }
}

type Fault = (code: string, what?: string) => void

function readInventory(directory: string, fault: Fault): Json {
  const file = join(directory, 'inventory.json')
  if (!existsSync(file)) return void fault('E063', directory)
  const bytes = readFileSync(file)
  let inventory: Json
  try {
    inventory = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return void fault('E033')
  }
  if (!['sha512', 'sha256'].includes(inventory.digestAlgorithm)) return void fault('E025')
  const sidecar = join(directory, `inventory.json.${inventory.digestAlgorithm}`)
  if (!existsSync(sidecar)) return void fault('E058')
  const [, digest] = /^([0-9a-fA-F]+)[ \t]+inventory\.json\n?$/.exec(readFileSync(sidecar, 'utf8')) ?? []
  if (digest === undefined) fault('E061')
  else if (createHash(inventory.digestAlgorithm).update(bytes).digest('hex') !== digest.toLowerCase())
    fault('E060')
  return inventory
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the rules of the specification, one after the other
function checkInventory(inventory: Json, fault: Fault) {
  for (const key of Object.keys(inventory)) if (!KEYS.has(key)) fault('E102', key)
  for (const key of ['id', 'type', 'head']) if (typeof inventory[key] !== 'string') fault('E036', key)
  if (!/^https:\/\/ocfl\.io\/1\.[01]\/spec\/#inventory$/.test(inventory.type)) fault('E038')
  if (!/^[a-z][a-z0-9+.-]*:./i.test(inventory.id)) fault('W005')
  if (inventory.digestAlgorithm !== 'sha512') fault('W004')
  if (!inventory.manifest || typeof inventory.manifest !== 'object') return fault('E041')
  if (!inventory.versions || typeof inventory.versions !== 'object') return fault('E043')
  const names = Object.keys(inventory.versions)
  if (names.length === 0) fault('E008')
  for (const [at, name] of names.entries()) if (name !== `v${at + 1}`) fault(at === 0 ? 'E009' : 'E010', name)
  if (inventory.head !== names.at(-1)) fault('E040')
  digestBlock(inventory.manifest, DIGEST_LENGTHS[inventory.digestAlgorithm]!, ['E096', 'E100', 'E101'], fault)
  const used = new Set<string>()
  for (const [name, version] of Object.entries<Json>(inventory.versions)) {
    if (!version || typeof version !== 'object') {
      fault('E047', name)
      continue
    }
    if (!version.created || !version.state) fault('E048', name)
    if (!DATE_TIME.test(version.created) || Number.isNaN(Date.parse(version.created))) fault('E049', name)
    if (version.message === undefined || version.user === undefined) fault('W007', name)
    if (version.message !== undefined && typeof version.message !== 'string') fault('E094', name)
    if (version.user !== undefined && !version.user.name) fault('E054', name)
    if (version.user && !version.user.address) fault('W008', name)
    else if (version.user && !URL.canParse(version.user.address)) fault('W009', name)
    digestBlock(
      version.state ?? {},
      DIGEST_LENGTHS[inventory.digestAlgorithm]!,
      ['E050', 'E053', 'E095'],
      fault,
    )
    for (const digest of Object.keys(version.state ?? {})) {
      if (!inventory.manifest[digest]) fault('E050', digest)
      used.add(digest)
    }
  }
  for (const digest of Object.keys(inventory.manifest)) if (!used.has(digest)) fault('E107', digest)
  for (const [algorithm, digests] of Object.entries<Json>(inventory.fixity ?? {})) {
    if (!DIGEST_LENGTHS[algorithm]) fault('E056', algorithm)
    else digestBlock(digests, DIGEST_LENGTHS[algorithm], ['E097', 'E100', 'E101'], fault)
  }
}

/** Digests to paths: each digest once regardless of case, each path once, none the beginning of another. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the rules of the specification, one after the other
function digestBlock(
  block: Json,
  length: number,
  [digestCode, pathCode, conflict]: [string, string, string],
  fault: Fault,
) {
  const digests = Object.keys(block)
  if (new Set(digests.map((digest) => digest.toLowerCase())).size !== digests.length)
    fault(digestCode, 'twice')
  const paths = new Set<string>()
  for (const digest of digests) {
    if (digest.length !== length || !/^[0-9a-f]+$/i.test(digest)) fault(digestCode, digest)
    if (!Array.isArray(block[digest]) || block[digest].length === 0) fault('E092', digest)
    for (const path of block[digest]) {
      if (path.split('/').some((part: string) => ['', '.', '..'].includes(part))) fault(pathCode, path)
      if (paths.has(path)) fault(conflict, path)
      paths.add(path)
    }
  }
  for (const path of paths)
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1))
      if (paths.has(path.slice(0, at))) fault(conflict, path)
}

function statePaths(inventory: Json, version: string): string {
  const state = Object.entries<string[]>(inventory.versions[version]?.state ?? {})
  return JSON.stringify(state.flatMap(([digest, paths]) => paths.map((path) => [path, digest])).sort())
}
