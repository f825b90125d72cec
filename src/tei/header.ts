import { doiPath } from '../loading/metadata/doi-path.ts'
import type { WorkRecord } from '../store/works.ts'
import { xmlElement, xmlNode } from '../text/xml.ts'
import type { Urls } from '../wire/urls.ts'
import { agentTei, dateTei } from './names.ts'

/** The pattern of `xml:lang` (BCP 47, as XML Schema's `language` has it). */
const LANGUAGE = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i

/** The language of a text as XML takes it. */
export function xmlLanguage({ metadata: { language } }: WorkRecord): string | undefined {
  return language !== null && LANGUAGE.test(language) ? language : undefined
}

/** `teiHeader` of a version of a work: what it is, who publishes it, which bytes it was read from, and how. */
export function headerTei(urls: Urls, work: WorkRecord): string {
  const file = [titleStatement(work), extent(work), publication(urls, work), sources(urls, work)]
  return xmlNode(
    'teiHeader',
    `\n${xmlNode('fileDesc', file.join('\n'))}${encoding(urls, work)}${profile(work)}\n`,
  )
}

function titleStatement(work: WorkRecord): string {
  const { authors, editors = [], translators = [] } = work.metadata
  return xmlNode(
    'titleStmt',
    [
      title(work),
      ...authors.map((name) => agentTei('author', name)),
      ...editors.map((name) => agentTei('editor', name)),
      ...translators.map((name) =>
        xmlNode('respStmt', xmlElement('resp', 'translator') + agentTei('name', name)),
      ),
    ].join('\n'),
  )
}

function title(work: WorkRecord): string {
  return xmlElement('title', work.metadata.title, { 'xml:lang': xmlLanguage(work) })
}

function extent({ version: { paragraphCount, wordCount } }: WorkRecord): string {
  return xmlElement('extent', `${paragraphCount} paragraphs, ${wordCount} words`)
}

function publication(urls: Urls, work: WorkRecord): string {
  const { id, version, metadata } = work
  const permanent = urls.permanent
  return xmlNode(
    'publicationStmt',
    [
      xmlNode('distributor', reference(permanent.base, new URL(permanent.base).hostname)),
      xmlElement('idno', permanent.work(id), { type: 'URI' }),
      xmlElement('idno', permanent.version(id, version.id), { type: 'version' }),
      ...(metadata.license === null
        ? []
        : [xmlNode('availability', xmlNode('p', licence(metadata.license)))]),
      xmlElement('date', version.createdAt, { when: version.createdAt }),
    ].join('\n'),
  )
}

function licence(license: string): string {
  return /^https?:/i.test(license) && URL.canParse(license)
    ? reference(new URL(license).href, license)
    : xmlElement('name', license, { type: 'licence' })
}

function reference(target: string, words: string): string {
  return xmlElement('ref', words, { target })
}

/** Where it was published first, then the files that are kept here, by their digests. */
function sources(urls: Urls, work: WorkRecord): string {
  const { source, extraction } = work
  const files = extraction === null ? [source] : [source, extraction]
  return xmlNode(
    'sourceDesc',
    [
      original(work),
      ...files.map(({ sha256, mediaType, byteLength, fileName }) =>
        xmlNode(
          'bibl',
          [
            xmlElement('title', fileName ?? `${sha256.slice(0, 12)}…`, { type: 'file' }),
            xmlElement('note', `${mediaType}, ${byteLength} bytes`),
            xmlElement('idno', sha256, { type: 'sha256' }),
            reference(urls.permanent.blob(sha256), urls.permanent.blob(sha256)),
          ].join(' '),
        ),
      ),
    ].join('\n'),
  )
}

function original(work: WorkRecord): string {
  const { authors, issued, containerTitle, publisher, url, doi, isbn, issn, volume, issue, page } =
    work.metadata
  const said = [
    ...authors.map((name) => agentTei('author', name)),
    title(work),
    containerTitle && xmlElement('title', containerTitle, { level: 'm' }),
    volume && xmlElement('biblScope', volume, { unit: 'volume' }),
    issue && xmlElement('biblScope', issue, { unit: 'issue' }),
    page && xmlElement('biblScope', page, { unit: 'page' }),
    publisher && xmlElement('publisher', publisher),
    issued && dateTei(issued),
    url && xmlElement('idno', url, { type: 'URI' }),
    doi && xmlElement('idno', doiPath(doi), { type: 'DOI' }),
    isbn && xmlElement('idno', isbn, { type: 'ISBN' }),
    issn && xmlElement('idno', issn, { type: 'ISSN' }),
  ]
  return xmlNode('bibl', said.filter(Boolean).join(' '))
}

function encoding(urls: Urls, { id, version }: WorkRecord): string {
  const { loader, repairCount, unresolvedCount } = version
  const provenance = `${urls.permanent.version(id, version.id)}/provenance`
  const editorial = `Read by the loader ${loader.name} ${loader.version}; ${repairCount} repairs of page breaks, ${unresolvedCount} places for a person to decide. Every byte of the source is accounted for at`
  const references = `Each counted paragraph has its number as n, and as xml:id "p-" and its permanent id, whose address is ${urls.permanent.paragraph('')} and the id. Other blocks have "b-" and their place in the text, from 0.`
  return `
${xmlNode(
  'encodingDesc',
  [
    xmlNode(
      'editorialDecl',
      xmlNode('p', `${xmlElement('seg', editorial)} ${reference(provenance, provenance)}`),
    ),
    xmlNode('refsDecl', xmlElement('p', references)),
  ].join('\n'),
)}`
}

function profile(work: WorkRecord): string {
  const language = xmlLanguage(work)
  const { keywords = [] } = work.metadata
  const said = [
    language && xmlNode('langUsage', xmlElement('language', language, { ident: language })),
    keywords.length > 0 &&
      xmlNode(
        'textClass',
        xmlNode('keywords', keywords.map((word) => xmlElement('term', word)).join(''), {
          scheme: '#keywords',
        }),
      ),
  ].filter(Boolean)
  return said.length === 0 ? '' : `\n${xmlNode('profileDesc', said.join('\n'))}`
}
