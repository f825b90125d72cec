/** What is installed with the server runs where the server runs, and says whose work it has. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ROOT } from './support/root.ts'

/** Below fastify's own plugins: they ask for Node 22 and work on Node 20. */
const KNOWN = ['node_modules/cookie', 'node_modules/@fastify/static/node_modules/content-disposition']

interface Locked {
  dev?: boolean
  optional?: boolean
  engines?: { node?: string }
}

t.test('no package that the server needs asks for a newer Node than the server', async (t) => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const asksForNewer = ({ engines }: Locked) =>
    engines?.node?.split('||').every((range) => Number(/\d+/.exec(range)?.[0] ?? 0) > 20) ?? false
  const newer = Object.entries(packages).filter(([, locked]) => !locked.dev && asksForNewer(locked))
  t.same(
    newer.map(([path]) => path),
    KNOWN.filter((path) => packages[path] !== undefined && asksForNewer(packages[path])).sort(),
  )
})

t.test('whoever wrote a style or locale of the CSL project is named in NOTICE', async (t) => {
  const notice = readFileSync(join(ROOT, 'NOTICE'), 'utf8').replace(/\s+/g, ' ')
  for (const folder of ['styles', 'locales']) {
    const files = readdirSync(join(ROOT, 'src/citing', folder)).filter((name) => /\.(?:csl|xml)$/.test(name))
    for (const file of files) {
      const text = readFileSync(join(ROOT, 'src/citing', folder, file), 'utf8')
      for (const [, name] of text.matchAll(/<(?:author|contributor|translator)>\s*<name>([^<]*)/g))
        if (!name!.includes('Colophon')) t.ok(notice.includes(name!), `${name} of ${file}`)
    }
  }
})
