/**
 * Words that deny, in the languages that quotations are most often in: lower case, without accents, points or
 * harakat. A word too many costs a warning too many; a word too few hides a reversed meaning.
 */
export const NEGATION_WORDS: ReadonlySet<string> = new Set(
  [
    // English
    'no not never none nobody nothing nor neither nowhere without cannot hardly scarcely barely seldom rarely unable fail failed fails lack lacks lacked nay naught nought cant dont wont isnt wasnt didnt doesnt arent werent havent hasnt hadnt couldnt shouldnt wouldnt',
    // German
    'nicht nichts nie niemals niemand niemanden niemandem niemandes kein keine keinen keinem keiner keines keinerlei keineswegs nirgends nirgendwo weder ohne kaum mitnichten',
    // French
    'ne non pas jamais rien personne aucun aucune aucuns aucunes nul nulle ni sans guere nullement',
    // Spanish, Catalan, Portuguese, Galician, Italian
    'nunca jamas nada nadie ningun ninguno ninguna ningunos ningunas sin tampoco apenas mai sense tampoc nao nem ninguem nenhum nenhuma nenhuns nenhumas sem tampouco jamais niente nulla nessuno nessuna nessun senza neanche nemmeno neppure',
    // Dutch, Afrikaans, Danish, Norwegian, Swedish
    'niet niets nooit niemand geen zonder nergens nauwelijks nie ikke ikkje aldrig aldri ingen intet inga inget ingenting hverken verken uden uten inte ej icke utan varken',
    // Russian, Ukrainian, Bulgarian, Serbian
    'не ни нет никогда никто никого никому ничто ничего ничему нигде никуда без нельзя никак никакой никакая никакие нисколько ані ні немає ніколи ніхто ніщо нічого жоден няма никой нищо нито нема није нису',
    // Polish, Czech, Slovak, Croatian, Slovene
    'nie nigdy nikt nic zaden zadna zadne ani bez ne nikdy nikdo zadny neni nejsou nema nije nisu nikada nitko nista',
    // Hungarian, Finnish, Estonian, Romanian, Greek, Turkish
    'nem soha senki semmi nelkul sincs eivat koskaan kukaan mitaan ilman ega mitte nici niciodata nimeni nimic fara δεν δε μην μη οχι ουτε χωρις ποτε κανενας τιποτα degil yok hic hicbir asla degildir degildi yoktur yoktu',
    // Indonesian, Malay, Vietnamese, Swahili, Esperanto, Latin
    'tidak tak bukan belum jangan tanpa khong chang chua hapana neniam neniu haud numquam nunquam nemo nihil sine neque nec nisi nondum',
    // Arabic, Persian, Urdu
    'لا لم لن ليس ليست ليسوا لست لسنا ما غير بلا دون بدون كلا لات لما عدم نه نی نیست نیستند هیچ بدون نہیں نہ مت بغیر',
    // Hebrew, Yiddish
    'לא אין אינו אינה אינם אינן איננו בלי בלתי אל מבלי שום מעולם לעולם ללא טרם נישט ניט קיין',
    // Hindi, Korean (standing alone)
    'नहीं नही न मत बिना 안 못 아니 아니다 않다 않는다 없다 없는 없이',
  ].flatMap((line) => line.split(' ')),
)

/** Pieces of words that deny, for scripts without spaces and for languages that deny inside the word. */
export const NEGATION_PIECES: readonly string[] = [
  // Japanese
  ...['ない', 'なかっ', 'なく', 'なけれ', 'ません', 'ず', 'ぬ', 'まい'],
  // Chinese, and Japanese prefixes
  ...['不', '没', '沒', '無', '无', '非', '未', '别', '別', '勿', '莫', '否'],
  // Thai, Lao, Khmer, Burmese
  ...['ไม่', 'มิ', 'อย่า', 'บ่', 'ບໍ່', 'មិន', 'មិនមែន', 'ពុំ', 'မ'],
  // Korean
  ...['않', '없', '못', '아니', '말라', '마라'],
]

/** Letters that Arabic and Hebrew write together with the word behind them: one, or two. */
export const CLITICS: readonly RegExp[] = [
  /^[\u0648\u0641\u0628\u0623\u0643\u0644\u05d5\u05e9\u05d4\u05d1\u05db\u05dc\u05de]/,
  /^[\u0648\u0641\u05d5\u05e9\u05db][\u0628\u0644\u0643\u05e9\u05d4\u05d1\u05db\u05dc\u05de]/,
]
