/** Characters that an address cannot hold as they are (DOI Handbook, "Encoding rules for URLs"). */
const UNSAFE = /[\s"#<>?[\\\]^`{|}]|[^\x20-\x7e]+|%(?![0-9a-f]{2})/giu

/** A DOI as it stands in an address, after `https://doi.org/`. What is encoded already stays so. */
export function doiPath(doi: string): string {
  return doi.toWellFormed().replace(UNSAFE, encodeURIComponent)
}
