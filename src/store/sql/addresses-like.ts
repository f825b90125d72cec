/** An address or DOI in all usual spellings: those of the address, and, where a DOI was typed, those of the DOI, in small letters. */
export function addressesLike(typed: string): { urls: string[]; dois?: string[] } {
  const doi = /^(?:doi:\s*|(?:https?:\/\/)?(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S{1,500})$/i.exec(typed)?.[1]
  if (doi === undefined) return { urls: urlsLike(typed) }
  const bare = doi.toLowerCase()
  return {
    urls: urlsLike(`https://doi.org/${doi}`),
    dois: [
      bare,
      `doi:${bare}`,
      ...urlsLike(`https://doi.org/${bare}`),
      ...urlsLike(`https://dx.doi.org/${bare}`),
    ],
  }
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
