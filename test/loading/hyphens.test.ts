import t from 'tap'
import { guessLanguage } from '../../src/loading/metadata/language.ts'
import { documentWords } from '../../src/loading/repair/evidence.ts'
import { hunspellList } from '../../src/loading/repair/hunspell.ts'
import { cutWord, decideHyphen } from '../../src/loading/repair/hyphen.ts'
import { wordListOf } from '../../src/loading/repair/word-list.ts'
import { load } from '../support/load.ts'

/** The decision on a cut word, `be-|fore` with what stands around it; one that is not sure says so. */
function decide(language: string | null, cut: string, document = ''): string {
  const [before, after] = cut.split('|')
  const { decision, certainty } = decideHyphen(cutWord(before!, after!)!, {
    document: documentWords([document]),
    list: wordListOf(language),
    language,
  })
  return certainty === 'probable' ? `${decision} probable` : decision
}

t.test('a half that is no word was cut off', async (t) => {
  t.equal(decide('en', 'a lib-|eratory society'), 'join probable')
  t.equal(decide('en', 'what Stalin-|ism never had'), 'join probable')
  t.equal(decide('en', 'Queeq-|ueg said'), 'join probable')
  t.equal(decide('it', 'presa in pre-|stito, e'), 'join probable')
  t.equal(decide('it', 'e guarda-|va la ruota'), 'join probable')
  t.equal(decide('de', 'der Mühlen-|besitzer kam'), 'join probable')
  t.equal(decide(null, 'a lib-|eratory society'), 'unresolved', 'not where the language is not known')
})

t.test('halves that may be hyphened words are left to a person', async (t) => {
  t.equal(decide('en', 'hand-|spikes'), 'unresolved', 'both are words')
  t.equal(decide('en', 'tragi-|comic'), 'unresolved', 'a longer word after a half that is none')
  t.equal(
    decide('en', 'self-|same'),
    'unresolved',
    'the list has the whole, but the half is hyphened to words',
  )
  t.equal(decide('en', 'hearth-|stone'), 'unresolved', 'a rare whole of two words')
  t.equal(decide('en', 're-|members'), 'join', 'a common whole')
  t.equal(
    decide('de', 'in-|zwischen', 'die Zeit in der Stadt zwischen den Jahren'),
    'join probable',
    'German writes as one',
  )
  t.equal(decide('de', 'so außerordent-|lich'), 'join probable', 'an ending is no adjective')
  t.equal(decide('de', 'deutsch-|französischen'), 'unresolved', 'but not adjectives')
  t.equal(decide('en', 'x-|raying'), 'unresolved', 'a letter alone')
  t.equal(decide('en', 'Ahab-|like'), 'unresolved')
  t.equal(decide('fr', 'dit-|il'), 'unresolved')
  t.equal(decide('it', 'ex-|presidente'), 'unresolved')
  t.equal(decide('en', 'the peo-|ple’s house'), 'join', 'a word of the list is certain')
  t.equal(decide('en', 'the so-|called friends', 'friends, so-called'), 'keep')
  t.equal(decide('it', 'la casa-|ruota', 'la casa e la ruota'), 'unresolved', 'words of the document')
})

t.test('a half that stands at the end of a line is no word of the document', async (t) => {
  t.equal(decide('en', 'lib-|eratory', 'of a lib- eratory society'), 'join probable')
  const cut = documentWords(['It was a lib-', 'eratory society.'])
  t.same([...cut.words], ['it', 'was', 'a', 'society'])
})

t.test('a list of each language knows its words in their forms', async (t) => {
  t.equal(decide('es', 'que mira-|ban la rueda'), 'join')
  t.equal(decide('es', 'no habían pro-|metido nada'), 'join')
  t.equal(decide('fr', 'une entre-|prise'), 'join')
  t.equal(decide('fr', 'ils regar-|daient la roue'), 'join')
  t.equal(decide('fr', 'de l’hom-|me'), 'join', 'after an elision')
  t.equal(decide('fr', 'un arc-|boutant'), 'keep', 'the list has the pair')
  t.equal(decide('nl', 'twee mole-|naars'), 'join')
  t.equal(decide('pt-BR', 'elas olha-|vam a roda'), 'join')
  t.equal(decide('ru', 'они смот-|рели на колесо'), 'join')
})

t.test('words that are spelled otherwise where they are cut are left to a person', async (t) => {
  t.equal(decide('de', 'mit Zuk-|ker und'), 'unresolved')
  t.equal(decide('de', 'mit Zu-|cker und'), 'join probable')
  t.equal(decide('de', 'eine Schiff-|fahrt nach'), 'unresolved')
  t.equal(decide('nl', 'zij werd ge-|eerd'), 'unresolved')
  t.equal(decide('nl', 'een rood auto-|tje'), 'unresolved')
})

t.test('case does not hinder, and a capital within a word is one after a hyphen', async (t) => {
  t.equal(decide('en', 'THE MILL OWN-|ERS'), 'join')
  t.equal(decide('en', 'the Anglo-|Saxon words'), 'keep probable')
  t.equal(decide('en', 'the NATO-|led force'), 'keep probable')
  t.equal(decide('de', 'die Nord-|Süd-Frage'), 'keep probable')
  t.equal(decide('de', 'die Netzwerk-|Karte', 'eine Netzwerkkarte'), 'unresolved', 'the document disagrees')
})

t.test('a number is cut after its comma or point only', async (t) => {
  t.equal(decide('en', 'with 300,-|000 stones'), 'join')
  t.equal(decide('de', 'mit 300.-|000 Steinen'), 'join')
  t.equal(decide('en', 'the years 1890-|1895'), 'keep')
  t.equal(decide('en', 'a 20-|year plan'), 'keep')
  t.equal(decide('en', 'Covid-|19'), 'keep')
  t.equal(decide('en', 'apache2-|doc'), 'keep')
})

t.test('a Hunspell dictionary is asked with its affixes', async (t) => {
  const long = hunspellList(
    'FLAG long\nNEEDAFFIX ()\nSFX S. Y 2\nSFX S. 0 s [^sxz]\nSFX S. al aux al\nPFX Re Y 1\nPFX Re 0 re .\n',
    '4\ncheval/S.\nmonter/Re\nfrag/()S.\nParis\tpo:npr\n',
  )
  const words = ['cheval', 'chevaux', 'monter', 'remonter', 'frags', 'paris']
  t.same(
    words.filter((word) => !long.has(word)),
    [],
  )
  t.same(
    ['frag', 'montes', 'recheval', 'chevals'].filter((word) => long.has(word)),
    ['chevals'],
  )
  const numbered = hunspellList('FLAG num\nSFX 12 Y 1\nSFX 12 0 en .\n', '2\r\nmolen\r\nhuiz/3,12\r\n')
  t.same(
    ['molen', 'huizen', 'molenen'].map((word) => numbered.has(word)),
    [true, true, false],
  )
})

t.test('a language is guessed by its commonest words, with evidence alone', async (t) => {
  const texts: Record<string, string> = {
    de: 'Die Mühle steht am oberen Ende des Tales, wo die Straße sich wendet, und das Rad ist von einem Zimmermann, der es auch nicht für sich gebaut hat.',
    es: 'El molino está en lo alto del valle, donde la carretera da la vuelta, y la rueda la hizo un carpintero que no era de este pueblo ni de los otros.',
    fr: 'Le moulin est au bout de la vallée, là où la route tourne, et la roue a été faite par un charpentier qui ne l’a pas faite pour lui dans ce temps.',
    it: 'Il mulino è in cima alla valle, dove la strada gira, e la ruota è stata fatta da un carpentiere che non la fece per sé ma per tutti gli altri.',
    nl: 'De molen staat aan het eind van het dal, waar de weg een bocht maakt, en het rad is door een timmerman gemaakt die het niet voor zich had gedaan.',
    pt: 'O moinho está no alto do vale, onde a estrada dá a volta, e a roda foi feita por um carpinteiro que não era da aldeia e que a fez para todos.',
    ru: 'Мельница стоит в конце долины, где дорога поворачивает, и колесо сделал плотник, который не был из этой деревни, но он сделал его для всех, как и свой дом.',
  }
  for (const [language, text] of Object.entries(texts)) t.equal(guessLanguage([text]), language)
  const catalan =
    'El molí és al cap de la vall, on la carretera fa el tomb, i la roda la va fer un fuster que no era del poble, però amb els altres la va fer per a tots.'
  const swedish =
    'Kvarnen står i den övre delen av dalen, där vägen svänger, och hjulet är gjort av en snickare som inte var från byn men som hade ett hus med en trädgård.'
  t.equal(guessLanguage([catalan]), null)
  t.equal(guessLanguage([swedish]), null)
  t.equal(guessLanguage(['Der Hund und die Katze.']), null, 'too few words')
})

/** The paragraphs of a short text with a title. */
function read(text: string): string[] {
  const { document } = load({
    bytes: Buffer.from(`# The Mill\n\n${text}\n`),
    mediaType: 'text/markdown',
    fileName: 'mill.md',
  })
  return document.blocks.filter((block) => block.kind === 'p').map((block) => block.text)
}

t.test('documents with cut words read as they were written', async (t) => {
  t.strictSame(
    read(
      'The framework of a lib-\neratory society was what Stalin-\nism never had, nor any of the so-\ncalled friends of the peo-\nple’s house.',
    ),
    [
      'The framework of a liberatory society was what Stalinism never had, nor any of the so-called friends of the people’s house.',
    ],
  )
  t.strictSame(
    read(
      'Lo abbiamo riaperto in aprile, con le scope e con una pompa presa in pre-\nstito, e la ruota ha ricominciato a girare il giorno della fiera, e guarda-\nva la ruota anche il sindaco, che passava la domenica.',
    ),
    [
      'Lo abbiamo riaperto in aprile, con le scope e con una pompa presa in prestito, e la ruota ha ricominciato a girare il giorno della fiera, e guardava la ruota anche il sindaco, che passava la domenica.',
    ],
  )
  t.strictSame(
    read(
      'The mill stands at the upper end of the valley.\n\nTHE MILL OWN-\n\nERS HAVE NO PAPER. The owners of the mill never had one, and the mill never had owners before.',
    ),
    [
      'The mill stands at the upper end of the valley.',
      'THE MILL OWNERS HAVE NO PAPER. The owners of the mill never had one, and the mill never had owners before.',
    ],
  )
  t.strictSame(
    read(
      'It was built in the years 1890-\n\n1895 by the people of the valley, with 300,-\n\n000 stones, and paid for with 20,-\n000 crowns.',
    ),
    [
      'It was built in the years 1890-1895 by the people of the valley, with 300,000 stones, and paid for with 20,000 crowns.',
    ],
  )
})

t.test('a hyphen that its spelling repeats at the beginning of a line is read once', async (t) => {
  const read = (lang: string, text: string, mediaType: string) =>
    load({ bytes: Buffer.from(text), mediaType, manifest: { title: 'X', language: lang } }).document
  const cuts: [lang: string, text: string, right: string][] = [
    ['pt', 'O capitão calou-se e disse-\n-lhes que fossem.', 'O capitão calou-se e disse-lhes que fossem.'],
    ['pt-BR', 'Era um guarda-\n-chuva muito velho.', 'Era um guarda-chuva muito velho.'],
    ['pl', 'Nosił biało-\n-czerwony szalik w zimie.', 'Nosił biało-czerwony szalik w zimie.'],
    ['cs', 'Je-\n-li tomu tak, odejdeme.', 'Je-li tomu tak, odejdeme.'],
    ['hr', 'Išli su u spomen-\n-dom na rijeci.', 'Išli su u spomen-dom na rijeci.'],
  ]
  for (const mediaType of ['text/markdown', 'text/plain'])
    for (const [lang, text, right] of cuts) {
      const { blocks, repairs } = read(lang, text, mediaType)
      t.same(
        blocks.map((block) => block.text),
        [right],
        `${lang}, ${mediaType}`,
      )
      t.same(
        repairs.map(({ rule, certainty }) => `${rule} ${certainty}`),
        ['repeated-hyphen-line-break certain'],
      )
    }
  const [block] = read('en', 'They wrote cat-\n-dog on the wall.', 'text/markdown').blocks
  t.equal(block?.text, 'They wrote cat- -dog on the wall.', 'not in a language that has no such rule')
})
