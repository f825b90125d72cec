import type { Database } from '../database.ts'

/** As migration 0017 has the indexed values. */
const URL = `CASE WHEN json_valid(body) THEN json_extract(body, '$.url') END`
const DOI = `CASE WHEN json_valid(body) THEN lower(json_extract(body, '$.doi')) END`

function worksWhere(value: string): string {
  return `SELECT work.id FROM metadata JOIN work ON work.no = metadata.work_no
    WHERE ${value} IN (SELECT value FROM json_each(?))
      AND revision = (SELECT max(revision) FROM metadata AS each WHERE each.work_no = work.no)
      AND EXISTS (SELECT 1 FROM present_version WHERE work_no = work.no)
    ORDER BY work.no LIMIT 25`
}

const BY_URL = worksWhere(URL)
const BY_DOI = worksWhere(DOI)

/** The ids of works whose original has this address or DOI, in the order of their arrival: at most 25. */
export function worksAddressed(db: Database, typed: string): string[] {
  const doi = /^(?:doi:\s*|(?:https?:\/\/)?(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S{1,500})$/i.exec(typed)?.[1]
  const urls = urlsLike(doi === undefined ? typed : `https://doi.org/${doi}`)
  const found = db.values<string>(BY_URL, JSON.stringify(urls))
  if (doi === undefined) return found
  const bare = doi.toLowerCase()
  const written = [
    bare,
    `doi:${bare}`,
    ...urlsLike(`https://doi.org/${bare}`),
    ...urlsLike(`https://dx.doi.org/${bare}`),
  ]
  return [...new Set([...db.values<string>(BY_DOI, JSON.stringify(written)), ...found])]
}

/** One address in the forms that differ in nothing: with `www.`, a slash at its end, or neither. */
function urlsLike(typed: string): string[] {
  const [, rest] = /^https?:\/\/(?:www\.)?([^#\s]{1,2000})/i.exec(typed) ?? []
  if (rest === undefined) return []
  const bare = rest.replace(/\/$/, '')
  const [host = '', ...path] = bare.split('/')
  const same = [host.toLowerCase(), ...path].join('/')
  return ['http://', 'https://', 'http://www.', 'https://www.'].flatMap((start) => [
    `${start}${same}`,
    `${start}${same}/`,
  ])
}
