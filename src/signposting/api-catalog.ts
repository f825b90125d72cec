/** The catalogue of what programs can talk to here (RFC 9727), as a link set. */
import type { Urls } from '../wire/urls.ts'
import type { LinkContext } from './linkset.ts'

/** The profile by which a catalogue is told from other link sets (RFC 9727 §4.1). */
export const CATALOG_PROFILE = 'https://www.rfc-editor.org/info/rfc9727'
export const CATALOG_PATH = '/.well-known/api-catalog'

interface Api {
  /** Path of its entry. */
  path: string
  /** Its description for programs. */
  description?: { path: string; type: string }
  /** What people read of it. */
  documentation: { path: string; type: string }
}

const API = '/'
/** The interfaces, the server's own first. */
const APIS: readonly Api[] = [
  {
    path: API,
    description: { path: '/openapi.yaml', type: 'application/yaml' },
    documentation: { path: '/docs', type: 'text/html' },
  },
  {
    path: '/oai',
    description: { path: '/oai?verb=Identify', type: 'text/xml' },
    documentation: { path: '/docs', type: 'text/html' },
  },
  {
    path: '/dts',
    description: { path: '/dts', type: 'application/ld+json' },
    documentation: { path: '/docs', type: 'text/html' },
  },
  {
    path: '/.well-known/resourcesync',
    description: { path: '/.well-known/resourcesync', type: 'application/xml' },
    documentation: { path: '/docs', type: 'text/html' },
  },
  { path: '/mcp', documentation: { path: '/llms.txt', type: 'text/plain' } },
]

/** The catalogue. */
export function apiCatalog(urls: Urls): LinkContext[] {
  const at = (path: string) => urls.path(path)
  return [
    { anchor: at(CATALOG_PATH), links: APIS.map(({ path }) => ({ href: at(path), rel: 'item' })) },
    ...APIS.map(({ path, description, documentation }) => ({
      anchor: at(path),
      links: [
        ...(description ? [{ href: at(description.path), rel: 'service-desc', type: description.type }] : []),
        { href: at(documentation.path), rel: 'service-doc', type: documentation.type },
        ...(path === API ? [{ href: at('/health/ready'), rel: 'status', type: 'application/json' }] : []),
      ],
    })),
  ]
}
