/** Builds the archive that answers are recorded of: works in five languages and all that can happen to them. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale, colophon, ROOT, startServer } from './server.js'

export const SEED = 'breaking-the-siege-of-aleppo'
const FILES = [
  `seeds/${SEED}.md`,
  'test/answers/ferries.md',
  'test/fixtures/essays/on-the-siege.md',
  ...['ar', 'he', 'ja', 'th'].map((language) => `test/fixtures/udhr/${language}.txt`),
  ...['001-as-seed', '007-straight', '013-imposed', '028-straight', '034-imposed'].map(
    (name) => `test/fixtures/booklet-like/${name}.md`,
  ),
]

/** The works, by the names of their files. */
const FERRIES = 'ferries'
const WITHDRAWN = '007-straight'
const ERASED = '013-imposed'
const CORRECTED = '001-as-seed'

/** What is quoted before the texts change: words, and the file that they stand in. */
const QUOTED = [
  ['This is where abandonment has led.', SEED],
  ['Syrian civil society was not generally impressed by the re-brand.', SEED],
  ['Last night there were reports of chlorine gas attacks on rebel held Aleppo.', SEED],
  ['the people of Aleppo', SEED],
  ['none of them was answered. He kept the keys in a drawer.', FERRIES],
  ['remembers it otherwise. She says that the boys', FERRIES],
  ['does not know why the harbour was closed for 12 days', FERRIES],
  ['The harbour master wrote [...] none of them', FERRIES],
  ['This paragraph will be left out one day.', FERRIES],
  ['"straight" and “curly” marks', FERRIES],
  ['the water is wide, and none of us carry', FERRIES],
  ['人類社会のすべての構成員の固有の尊厳', 'ja'],
  ['the demands of survival supersede political principles', 'on-the-siege'],
  ['the', WITHDRAWN],
  ['the', ERASED],
]

/** The seed with a negation taken out, two paragraphs made one, and one left out. */
function correctedSeed(text) {
  return text
    .replace('was not generally impressed', 'was generally impressed')
    .replace(
      /try to avoid conscription or flee\.\s+As Aleppo burned/,
      'try to avoid conscription or flee. As Aleppo burned',
    )
    .replace(/In retaliation for the rebel's recent success.*?rebel held Aleppo\.\s+/s, '')
}

/** The ferries with paragraphs merged, split, altered, moved, added and left out. */
function correctedFerries(text) {
  return text
    .replace('answered.\n\nHe kept', 'answered. He kept')
    .replace('otherwise. She', 'otherwise.\n\nShe')
    .replace('does not know why the harbour was closed for 12', 'knows why the harbour was closed for 21')
    .replace('This paragraph will be left out one day.\n\n', '')
    .replace(/(The ferry leaves at six\. Nobody.*?\n\n)(.*?\n\n)/s, '$2$1')
    .replace('## What was said', 'A paragraph that is new: it was found in the attic.\n\n## What was said')
}

/** Makes the directory anew, with the archive in `data` and what requests must know of it in `names.json`. */
export async function buildArchive(directory) {
  buildIfStale(ROOT)
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  const data = join(directory, 'data')
  const run = (...args) => colophon([...args, '--data', data])
  const imported = JSON.parse(
    `[${run('import', '--json', ...FILES)
      .trim()
      .split('\n')
      .join(',')}]`,
  )
  const works = Object.fromEntries(imported.map((work) => [work.file.match(/([^/]+)\.\w+$/)[1], work]))
  const quoted = await whileServing(data, async ({ ask }) => ({
    quotes: await registerQuotes(ask, works),
    paragraphs: await paragraphIds(ask, works),
  }))
  const versions = importVersions(run, directory, works)
  withdraw(run, works, versions)
  run('export')
  const keys = makeKeys(run)
  const read = await whileServing(data, listedNames)
  const names = { now: Date.now(), keys, ...namesOf(works, versions), ...quoted, ...read }
  writeFileSync(join(directory, 'names.json'), JSON.stringify(names, null, 2))
}

/** What `use` answers with, which is given a server. */
async function whileServing(data, use) {
  const server = await startServer({ data })
  try {
    return await use(server)
  } finally {
    await server.stop()
  }
}

/** Registers the quotes; answers with their ids. */
async function registerQuotes(ask, works) {
  const ids = []
  for (const [exact, file] of QUOTED) {
    const { status, body } = await postJson(ask, '/quotes', { exact, work: works[file].work })
    if (status !== 201) throw new Error(`${exact}: ${body}`)
    ids.push(JSON.parse(body).id)
  }
  return ids
}

/** Sends a body of JSON. */
function postJson(ask, path, value) {
  const headers = { 'content-type': 'application/json' }
  return ask({ method: 'POST', path, headers, body: JSON.stringify(value) })
}

/** The ids of the paragraphs that will change, or not. */
async function paragraphIds(ask, works) {
  const { body } = await ask({ path: `/works/${works[SEED].work}/paragraphs` })
  const { body: others } = await ask({ path: `/works/${works[FERRIES].work}/paragraphs` })
  return [body, others].flatMap((list) => JSON.parse(list).items.map(({ id }) => id))
}

/** Imports later versions of two works and corrects what is said of a third; answers with the versions' ids. */
function importVersions(run, directory, works) {
  const later = (name, text) => {
    const file = join(directory, `${name}.md`)
    writeFileSync(file, text)
    const [line] = run('import', '--json', '--work', works[name].work, file).split('\n')
    return JSON.parse(line).version
  }
  const read = (file) => readFileSync(join(ROOT, file), 'utf8')
  const second = correctedFerries(read(FILES[1]))
  const versions = {
    [SEED]: [later(SEED, correctedSeed(read(FILES[0])))],
    [FERRIES]: [later(FERRIES, second.replace('knows why', 'has forgotten why')), later(FERRIES, second)],
  }
  const manifest = join(directory, 'manifest.json')
  const authors = [{ family: 'Melville', given: 'Herman' }, { literal: 'The Friends of the Whale' }]
  const said = { title: 'Loomings', authors, issued: '1851-10', language: 'en-US', type: 'chapter' }
  writeFileSync(manifest, JSON.stringify({ ...said, containerTitle: 'Moby-Dick', publisher: 'Harper' }))
  run('metadata', works[CORRECTED].work, manifest)
  return versions
}

/** Withdraws two works, one of them with its bytes, and a version of a third. */
function withdraw(run, works, versions) {
  const order = (work, ...rest) => run('withdraw', work, '--yes', '--reason', 'At a wish.', ...rest)
  order(works[WITHDRAWN].work)
  order(works[ERASED].work, '--erase')
  order(works[FERRIES].work, '--version', versions[FERRIES][0])
}

/** A key of each scope, and one that is out of force. */
function makeKeys(run) {
  const make = (name, ...scopes) => JSON.parse(run('key', 'create', name, '--json', '--scope', ...scopes))
  const revoked = make('revoked', 'admin')
  run('key', 'revoke', revoked.id)
  return { ingest: make('ingest', 'ingest').key, admin: make('admin', 'admin').key, revoked: revoked.key }
}

/** The ids by what became of their works: versions the oldest first. */
function namesOf(works, versions) {
  const [middle, newest] = versions[FERRIES]
  return {
    seed: { work: works[SEED].work, versions: [works[SEED].version, ...versions[SEED]] },
    ferries: { work: works[FERRIES].work, versions: [works[FERRIES].version, newest], withdrawn: middle },
    corrected: works[CORRECTED].work,
    withdrawn: { work: works[WITHDRAWN].work, version: works[WITHDRAWN].version },
    erased: { work: works[ERASED].work, version: works[ERASED].version },
    all: Object.values(works).map(({ work }) => work),
  }
}

/** What the log and the lists name: manifests, dumps, styles, kinds of problems, and sources. */
async function listedNames({ ask }) {
  const read = async (path) => (await ask({ path })).body.toString()
  const items = async (path) => JSON.parse(await read(path)).items
  const entries = (await read('/log/entries'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return {
    logged: entries.length,
    entries,
    sources: (await items('/works')).map(({ provenance }) => provenance.source.sha256),
    dumps: (await items('/dumps')).map(({ file }) => file),
    styles: (await items('/styles')).map(({ id }) => id),
    problems: (await items('/problems')).map(({ type }) => type.split('/').at(-1)),
  }
}
