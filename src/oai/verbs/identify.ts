import { printSecond } from '../../archive/work-changes.ts'
import { xmlElement, xmlNode } from '../../text/xml.ts'
import type { OaiRepository } from '../repository.ts'

/** A domain as the scheme of identifiers has it (OAI "oai-identifier" guidelines, 2.1). */
const DOMAIN = /^[a-zA-Z][a-zA-Z0-9-]*(?:\.[a-zA-Z][a-zA-Z0-9-]*)+$/
const MAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/
const SAMPLE_WORK = '2rma5yfyxknb207f'

/** Identify (4.2). */
export async function identify(repository: OaiRepository): Promise<string> {
  const { urls, domain, contact, archive } = repository
  return xmlNode('Identify', [
    xmlElement('repositoryName', `Colophon · ${new URL(urls.permanent.base).host}`),
    xmlElement('baseURL', urls.path('/oai')),
    xmlElement('protocolVersion', '2.0'),
    xmlElement('adminEmail', adminEmail(contact, domain)),
    xmlElement('earliestDatestamp', printSecond(archive.changes.earliest ?? 0)),
    xmlElement('deletedRecord', 'persistent'),
    xmlElement('granularity', 'YYYY-MM-DDThh:mm:ssZ'),
    xmlElement('compression', 'gzip'),
    ...(DOMAIN.test(domain) ? [description(repository)] : []),
  ])
}

/** Whoever receives mail for a domain has this mailbox (RFC 5321, 4.5.1); the schema wants a dot in it. */
function adminEmail(contact: string, domain: string): string {
  if (MAIL.test(contact)) return contact
  const standard = `postmaster@${domain}`
  return MAIL.test(standard) ? standard : `${standard}.invalid`
}

function description(repository: OaiRepository): string {
  const scheme = xmlNode(
    'oai-identifier',
    [
      xmlElement('scheme', 'oai'),
      xmlElement('repositoryIdentifier', repository.domain),
      xmlElement('delimiter', ':'),
      xmlElement('sampleIdentifier', repository.identifierOf(SAMPLE_WORK)),
    ],
    {
      xmlns: 'http://www.openarchives.org/OAI/2.0/oai-identifier',
      'xsi:schemaLocation':
        'http://www.openarchives.org/OAI/2.0/oai-identifier http://www.openarchives.org/OAI/2.0/oai-identifier.xsd',
    },
  )
  return xmlNode('description', [scheme])
}
