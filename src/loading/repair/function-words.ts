/** Words that no sentence ends with: articles, prepositions, conjunctions. Of those that end one too, none is here. */

const LISTS = {
  en: 'a an the and or nor but of to from into onto upon with without at by as than that which whose who if because although though while whereas until unless since when where whether between among amongst through throughout toward towards during against beneath beside besides despite except like is are was were be been being has have had will would shall should can could may might must do does did their his her its our your my these those this such each every some any no very more most so too not only also',
  de: 'der die das den dem des ein eine einen einem einer eines und oder aber denn weil dass daß ob wenn als wie mit ohne von vom zu zum zur im in auf für gegen durch bei beim nach seit aus über unter zwischen vor hinter neben wegen trotz während bis um kein keine keinen keinem keiner sein seine ihren ihre ihr unser ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können muss sich nicht sehr',
  fr: 'le la les un une des du de et ou mais donc car ni que qui dont où si comme quand lorsque puisque parce avec sans pour par sur sous dans en chez vers entre contre depuis pendant dès au aux ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes est sont était étaient a ont avait avaient sera seront ne se très plus',
  es: 'el la los las un una unos unas de del y e o u pero sino que quien cuyo cuya donde si como cuando porque aunque mientras con sin para por sobre bajo en entre contra desde hasta hacia al este esta estos estas su sus nuestro nuestra es son era eran fue fueron ha han había habían será se muy más no',
  it: 'il lo la i gli le un uno una di del dello della dei degli delle e ed o ma che chi cui se come quando perché mentre con senza per su sul sulla sui in nel nella nei tra fra da dal dalla al alla ai questo questa questi queste suo sua suoi loro è sono era erano ha hanno aveva si molto più non',
  pt: 'o a os as um uma uns umas de do da dos das e ou mas que quem cujo cuja onde se como quando porque embora enquanto com sem para por sobre sob em no na nos nas entre contra desde até ao aos à às este esta estes estas seu sua seus suas é são era eram foi foram tem têm tinha muito mais não',
  nl: 'de het een en of maar want omdat dat die wie wat als toen wanneer terwijl hoewel met zonder van voor door bij naar uit over onder tussen tegen sinds tot om op in aan te dit deze zijn haar hun ons onze is was waren wordt werd werden heeft hebben had hadden zal kan moet zeer niet',
  ru: 'и или но а что чтобы который которая которые если как когда потому хотя в во на с со к ко от до из у о об за под над при про для без через между перед после против это этот эта эти его её их наш не ни очень был была были',
} as const

const WORDS: ReadonlySet<string> = new Set(Object.values(LISTS).flatMap((list) => list.split(' ')))

/** Whether a word is one of them, capital or not. */
export function isFunctionWord(word: string): boolean {
  return WORDS.has(word.toLowerCase())
}

/** Whether a text breaks off behind a word that none ends with. Single letters may be names of things. */
export function endsInFunctionWord(text: string): boolean {
  const last = /(?<=^|[\s("'“„«’])(\p{L}[\p{L}’']*)[,]?$/u.exec(text.slice(-40))
  if (last === null) return false
  const word = last[1]!
  return word === word.toLowerCase() && WORDS.has(word)
}
