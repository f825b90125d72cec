/** Names of journals that begin in small letters on purpose: "ephemera", "differences: A Journal of …", "boundary 2". */

/** One word and perhaps a number, or small letters before others that have capitals. */
const ON_PURPOSE =
  /^\p{Ll}[\p{L}\p{M}\p{N}.+-]{0,60}(?:\s\d+)?(?=$|\s?:)|^\p{Ll}[\p{L}\p{M}\p{N}.+-]{0,60}(?=.{0,200}\s\p{Lu})/u

/** The first words of a journal's name that keep their small letters; '' where it has none. */
export function smallBeginning(name: string): string {
  return ON_PURPOSE.exec(name)?.[0] ?? ''
}
