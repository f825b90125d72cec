/** What a package says of itself: RO-Crate 1.1 (https://w3id.org/ro/crate/1.1), as JSON-LD. */
import { decisionsIn } from '../loading/decisions/decision.ts'
import { NAME_FIELDS, type NameDetail } from '../loading/metadata/details.ts'
import type { Metadata, Name } from '../loading/metadata/metadata.ts'
import { printName } from '../loading/metadata/print-name.ts'
import type { Statement } from '../loading/metadata/statement.ts'
import type { DigestedFile } from './packaged-file.ts'
import type { PublishedText, PublishedWork } from './published-work.ts'
import { sourcePath } from './text-files.ts'

export const CRATE_FILE = 'ro-crate-metadata.json'
const VERSION = 'https://w3id.org/ro/crate/1.1'
/** RO-Crate 1.1 has no term for a digest; schema.org does. */
const CONTEXT = [`${VERSION}/context`, { sha256: 'https://schema.org/sha256' }]

/** What names of the metadata are to a work, in the words of schema.org; others are contributors. */
const ROLES: Partial<Record<NameDetail | 'authors', string>> = {
  ...{ authors: 'author', editors: 'editor', translators: 'translator', illustrators: 'illustrator' },
}

type Entity = { '@id': string; '@type': string | string[] } & Record<string, unknown>
const ref = (id: string) => ({ '@id': id })

/** What a crate is written from. */
export interface CrateContent {
  work: PublishedWork
  files: readonly DigestedFile[]
  /** What was said of each text, in their order. */
  statements: readonly Statement[][]
}

/** The bytes of `ro-crate-metadata.json`. They follow from the log and the files alone. */
export function printCrate({ work, files, statements }: CrateContent): string {
  const newest = work.texts.at(-1)!
  const { metadata } = newest
  const people = new People()
  const roles = rolesOf(metadata, people)
  const license = licenceOf(metadata.license)
  const versions = work.texts.map(({ directory }) => ref(`${directory}/`))
  const graph: Entity[] = [
    {
      ...{ '@id': CRATE_FILE, '@type': 'CreativeWork' },
      ...{ conformsTo: ref(VERSION), about: ref('./') },
    },
    {
      ...{ '@id': './', '@type': 'Dataset', name: metadata.title },
      description: `The work ${work.id} of the log ${work.log}: its sources, the texts of ${counted(work.texts.length)}, and what is recorded of them.`,
      ...{ datePublished: newest.entry.time, identifier: identifiersOf(work), license: license.value },
      ...{ mainEntity: ref('#work'), hasPart: [...files.map(({ path }) => ref(path)), ...versions] },
    },
    workEntity(metadata, { work, roles, license: license.value, versions }),
    ...named('#container', 'CreativeWork', metadata.containerTitle),
    ...named('#publisher', 'Organization', metadata.publisher),
    ...work.texts.flatMap((text, at) => textEntities(text, { files, people, statements: statements[at]! })),
    ...files.map(fileEntity),
    ...license.entities,
  ]
  const known = new Map<string, Entity>()
  for (const entity of [...graph, ...people.entities])
    if (!known.has(entity['@id'])) known.set(entity['@id'], entity)
  return `${JSON.stringify({ '@context': CONTEXT, '@graph': [...known.values()] }, null, 2)}\n`
}

/** What a work is called outside of its archive: by its log, whose name is an address without its scheme, and its id. */
export function identifiersOf({ id, log }: PublishedWork): string[] {
  return log.endsWith('/log') ? [id, `${log.slice(0, -'/log'.length)}/works/${id}`] : [id]
}

function counted(versions: number): string {
  return versions === 1 ? 'one version' : `${versions} versions`
}

function workEntity(
  { title, issued, language, containerTitle, publisher, url, doi }: Metadata,
  {
    work,
    roles,
    license,
    versions,
  }: { work: PublishedWork; roles: Record<string, object[]>; license: unknown; versions: object[] },
): Entity {
  return {
    ...{ '@id': '#work', '@type': 'CreativeWork', name: title, identifier: identifiersOf(work), ...roles },
    ...(issued && { datePublished: issued.edtf ?? issued.raw }),
    ...(language !== null && { inLanguage: language }),
    ...(containerTitle !== null && { isPartOf: ref('#container') }),
    ...(publisher !== null && { publisher: ref('#publisher') }),
    ...(url !== null && { url }),
    ...(doi !== undefined && { sameAs: `https://doi.org/${doi}` }),
    ...{ license, workExample: versions },
  }
}

function named(id: string, type: string, name: string | null): Entity[] {
  return name === null ? [] : [{ '@id': id, '@type': type, name }]
}

/** A version, and how its text came from its source. */
function textEntities(
  text: PublishedText,
  {
    files,
    people,
    statements,
  }: { files: readonly DigestedFile[]; people: People; statements: readonly Statement[] },
): Entity[] {
  const { directory, manifest, sha256, seq } = text
  const { id, createdAt, loader } = manifest.version
  const own = files.filter(({ path }) => path.startsWith(`${directory}/`)).map(({ path }) => ref(path))
  const [source, extraction] = [
    manifest.files.find(isSource)!,
    manifest.files.find((file) => !isSource(file)),
  ]
  const read = sourcePath(extraction ?? source)
  const tool = extraction?.extractedBy
  const deciding = decisionsIn(statements).map(({ by }) => people.idOf({ literal: by }))
  return [
    {
      ...{ '@id': `${directory}/`, '@type': 'Dataset', name: `The text ${id}`, identifier: id },
      ...{ dateCreated: createdAt, isBasedOn: ref(sourcePath(source)), exampleOfWork: ref('#work') },
      description: `Published by the entry ${seq} of the log, with the manifest whose SHA-256 is ${sha256}.`,
      hasPart: own,
    },
    ...(extraction && tool
      ? [
          {
            ...{ '@id': `#extraction-${extraction.sha256}`, '@type': 'CreateAction' },
            ...{ name: 'Taking the text out of the source', object: ref(sourcePath(source)) },
            ...{ result: ref(read), instrument: ref(softwareId(tool)) },
          },
          software(tool, ''),
        ]
      : []),
    {
      ...{ '@id': `#loading-${directory.slice('versions/'.length)}`, '@type': 'CreateAction' },
      ...{ name: 'Reading the source', endTime: createdAt, object: ref(read), result: own },
      instrument: ref(softwareId(loader)),
      ...(deciding.length > 0 && { agent: [...new Set(deciding)].map(ref) }),
    },
    software(loader, 'Colophon, '),
  ]
}

function isSource({ extractedBy }: PublishedText['manifest']['files'][number]): boolean {
  return extractedBy === undefined
}

function softwareId({ name, version }: { name: string; version: string }): string {
  return `#software-${encodeURIComponent(`${name}-${version}`)}`
}

function software(tool: { name: string; version: string }, by: string): Entity {
  return {
    ...{ '@id': softwareId(tool), '@type': 'SoftwareApplication' },
    ...{ name: `${by}${tool.name}`, softwareVersion: tool.version },
  }
}

function fileEntity({ path, mediaType, title, size, sha256 }: DigestedFile): Entity {
  return {
    ...{ '@id': path, '@type': 'File', name: title },
    ...{ encodingFormat: mediaType, contentSize: `${size}`, sha256 },
  }
}

/** RO-Crate asks for a licence always; what is not known is said in words. */
function licenceOf(license: string | null): { value: unknown; entities: Entity[] } {
  if (license === null) return { value: 'No licence is recorded.', entities: [] }
  if (!/^https?:/i.test(license) || !URL.canParse(license)) return { value: license, entities: [] }
  const id = new URL(license).href
  return { value: ref(id), entities: [{ '@id': id, '@type': 'CreativeWork', name: license }] }
}

function rolesOf(metadata: Metadata, people: People): Record<string, object[]> {
  const roles: Record<string, object[]> = {}
  for (const field of ['authors', ...NAME_FIELDS] as const)
    for (const name of metadata[field] ?? []) {
      const role = ROLES[field] ?? 'contributor'
      roles[role] = [...(roles[role] ?? []), ref(people.idOf(name))]
    }
  return roles
}

/** Everybody who is named, once each, in the order of their naming. */
class People {
  readonly #ids = new Map<string, string>()
  readonly entities: Entity[] = []

  idOf(name: Name): string {
    const printed = printName(name)
    const known = this.#ids.get(printed)
    if (known !== undefined) return known
    const id = `#person-${this.#ids.size + 1}`
    this.#ids.set(printed, id)
    this.entities.push({
      ...{ '@id': id, '@type': 'Person', name: printed },
      ...(name.family !== undefined && { familyName: name.family }),
      ...(name.given !== undefined && { givenName: name.given }),
    })
    return id
  }
}
