/** Words that say how many, lower case without accents; digits are known by themselves. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(
  [
    // English
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens score half halves third thirds quarter quarters first second fourth fifth sixth seventh eighth ninth tenth once twice thrice double triple threescore fourscore',
    // German
    'null eins zwei zwo drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig dreißig vierzig funfzig sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde milliarden dutzend halb halbe hälfte doppelt',
    // French
    'deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille milliard milliards douzaine moitie demi demie premier premiere deuxieme',
    // Spanish, Portuguese, Italian
    'dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta ciento cien doscientos mil millon millones mitad doble dois tres quatro sete oito nove dez vinte trinta cem milhao milhoes metade tre quattro cinque sei sette otto nove dieci venti trenta cento milione milioni miliardo doppio',
    // Dutch, Russian, Turkish
    'twee drie vijf zes zeven negen tien twintig honderd duizend miljoen miljard helft dubbel один одна два две три четыре пять шесть семь восемь девять десять двадцать тридцать сорок пятьдесят сто тысяча тысяч тысячи миллион миллионов миллиард половина bir iki uc dort bes alti yedi sekiz dokuz yirmi otuz kirk elli yuz milyon milyar yarim',
    // Arabic, Hebrew
    'واحد واحدة اثنان اثنين ثلاثة ثلاث اربعة أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر عشرون عشرين ثلاثون أربعون خمسون مئة مائة ألف آلاف مليون ملايين مليار نصف ثلث ربع אחד אחת שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה תשעה תשע עשרה עשר עשרים שלושים ארבעים חמישים מאה מאות אלף אלפים מיליון מיליארד חצי שליש רבע',
    // Chinese and Japanese numerals, Thai
    '一 二 三 四 五 六 七 八 九 十 百 千 万 萬 億 亿 兆 零 〇 两 兩 半 双 雙',
  ].flatMap((line) => line.split(' ')),
)

/** Thai and others write numerals inside the run of letters. */
export const NUMBER_PIECES: readonly string[] = [
  ...[
    'หนึ่ง',
    'สอง',
    'สาม',
    'สี่',
    'ห้า',
    'หก',
    'เจ็ด',
    'แปด',
    'เก้า',
    'สิบ',
    'ยี่สิบ',
    'ร้อย',
    'พัน',
    'หมื่น',
    'แสน',
    'ล้าน',
    'ครึ่ง',
  ],
]
