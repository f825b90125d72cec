/** How a text came about as PROV-O (https://www.w3.org/TR/prov-o/), for programs that read linked data. */
import type { ProvenanceRecord } from '../archive/provenance.ts'
import { type Decision, decisionsIn } from '../loading/decisions/decision.ts'
import type { WorkRecord } from '../store/works.ts'
import { type Body, jsonLine } from './body.ts'
import { PROV_TYPE } from './media-types.ts'
import type { Urls } from './urls.ts'

const link = (id: string, type = '@id') => ({ '@id': id, '@type': type })

/** What the members mean stands in the document itself: nothing is to be fetched in order to read it. */
const CONTEXT = {
  prov: 'http://www.w3.org/ns/prov#',
  dcterms: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  ...{
    id: '@id',
    type: '@type',
    label: 'rdfs:label',
    title: 'dcterms:title',
    identifier: 'dcterms:identifier',
  },
  format: 'dcterms:format',
  extent: 'dcterms:extent',
  seeAlso: link('rdfs:seeAlso'),
  ...Object.fromEntries(
    [
      ...['specializationOf', 'wasDerivedFrom', 'hadPrimarySource', 'wasGeneratedBy', 'used'],
      ...['wasAssociatedWith', 'wasInformedBy'],
    ].map((term) => [term, link(`prov:${term}`)]),
  ),
  ...Object.fromEntries(
    ['generatedAtTime', 'startedAtTime', 'endedAtTime'].map((term) => [
      term,
      link(`prov:${term}`, 'xsd:dateTime'),
    ]),
  ),
}

/**
 * The text, the source that it was derived from, and who and what made it: the loader, and the persons who decided on
 * repairs. Every repair is in the JSON of the provenance, which `seeAlso` names.
 */
export function provBody(urls: Urls, { work, statements }: ProvenanceRecord): Body {
  const text = urls.version(work.id, work.version.id)
  const source = `${text}/source`
  const { extraction } = work
  const about = {
    ...{ text, source, loading: `${text}/provenance#loading` },
    read: extraction ? urls.blob(extraction.sha256) : source,
  }
  const decisions = decisionsIn(statements)
  const { sha256, mediaType, byteLength, fileName } = work.source
  const { url } = work.metadata
  const original = work.metadata.retrieved?.from?.url ?? url
  const graph = [
    {
      ...{ id: text, type: 'prov:Entity', title: work.metadata.title },
      specializationOf: urls.work(work.id),
      wasDerivedFrom: about.read,
      wasGeneratedBy: about.loading,
      generatedAtTime: work.version.createdAt,
      seeAlso: `${text}/provenance`,
    },
    {
      ...{ id: about.source, type: 'prov:Entity', identifier: `sha256:${sha256}` },
      format: mediaType,
      extent: `${byteLength} bytes`,
      ...(fileName !== null && { label: fileName }),
      ...(original !== null && URL.canParse(original) && { hadPrimarySource: new URL(original).href }),
    },
    ...(extraction ? extracted(extraction, { read: about.read, source, text }) : []),
    {
      ...{ id: about.loading, type: 'prov:Activity', used: about.read },
      endedAtTime: work.version.createdAt,
      wasAssociatedWith: `${text}/provenance#loader`,
      wasInformedBy: decisions.map((_, at) => `${text}/provenance#decision-${at + 1}`),
    },
    {
      ...{ id: `${text}/provenance#loader`, type: 'prov:SoftwareAgent' },
      label: `Colophon, ${work.version.loader.name} ${work.version.loader.version}`,
    },
    ...decisions.flatMap((decision, at) => decided(`${text}/provenance#decision-${at + 1}`, decision, about)),
  ]
  return { type: PROV_TYPE, body: jsonLine({ '@context': CONTEXT, '@graph': graph }) }
}

/** What the text was read from in place of the source, and what took it out of that. */
function extracted(
  { sha256, mediaType, byteLength, tool }: NonNullable<WorkRecord['extraction']>,
  { read, source, text }: { read: string; source: string; text: string },
) {
  const id = `${text}/provenance#extraction`
  return [
    {
      ...{ id: read, type: 'prov:Entity', identifier: `sha256:${sha256}`, format: mediaType },
      ...{ extent: `${byteLength} bytes`, wasDerivedFrom: source, wasGeneratedBy: id },
    },
    { id, type: 'prov:Activity', used: source, wasAssociatedWith: `${id}-tool` },
    { id: `${id}-tool`, type: 'prov:SoftwareAgent', label: `${tool.name} ${tool.version}` },
  ]
}

/** A decision on a repair, and the person. */
function decided(
  id: string,
  { by, decidedAt, decision, rule, start, end }: Decision,
  about: { read: string },
) {
  return [
    {
      ...{ id, type: 'prov:Activity', used: about.read, endedAtTime: decidedAt },
      label: `${decision}, bytes ${start} to ${end} (${rule})`,
      wasAssociatedWith: `${id}-by`,
    },
    { id: `${id}-by`, type: 'prov:Person', label: by },
  ]
}
