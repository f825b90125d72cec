/** Articles, prepositions, conjunctions and question words with which titles begin and that tell nothing apart. */
const FUNCTION_WORDS = new Set(
  (
    'a an the of in on at to for from by with without and or but nor as is are was were be how what why when where ' +
    'who which this that these those some our your my his her its their we you they it not no against about after ' +
    'before between beyond into over under towards toward ' +
    'der die das den dem des ein eine einen einem einer und oder von vom zu zum zur im am auf aus bei mit nach über ' +
    'für wie was wir ' +
    'le la les un une des du de et ou en dans sur sous pour par avec sans contre au aux qu que qui est ce cette nous ' +
    'el los las lo una unos unas y o e del al con sin por para como qué es ' +
    'il gli i uno di da nel della delle dei degli dal che ' +
    'het een van voor met om dos das os as na em ' +
    'и в во на о об от по за из с со к у не что как для ' +
    'o η το οι τα του της των και για από με ' +
    'في من على عن إلى و'
  ).split(' '),
)

/** Whether a word of a title says what the title is about. A letter left over by an elision (`l’État`) does not. */
export function isSignificant(word: string): boolean {
  return /..|\p{Lo}/u.test(word) && !FUNCTION_WORDS.has(word.toLowerCase())
}
