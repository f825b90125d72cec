/** Names, titles and places as people write them, against those that a work has. */
import t from 'tap'
import { fitsAuthors } from '../../src/attribution/names.ts'
import { claimedParagraphs, readLocator } from '../../src/attribution/places.ts'
import { fitsTitle } from '../../src/attribution/titles.ts'
import type { Metadata, Name } from '../../src/loading/metadata/metadata.ts'
import { labelMeant } from '../../src/numbering/labels.ts'

const of = (fields: Partial<Metadata>) =>
  ({ title: 'A title', authors: [], ...fields }) as unknown as Metadata
const by = (...authors: Name[]) => of({ authors })
const person = (family: string, given: string): Name => ({ family, given })

t.test('one of two family names is enough, and never another', (t) => {
  const cervantes = by(person('Cervantes Saavedra', 'Miguel de'))
  for (const said of ['Cervantes', 'Miguel de Cervantes', 'Saavedra', 'CERVANTES SAAVEDRA, Miguel de'])
    t.equal(fitsAuthors(said, cervantes), true, said)
  for (const said of ['Ruiz Cervantes', 'Cervantes Saavedra, Juan', 'Lope de Vega', 'Miguel'])
    t.equal(fitsAuthors(said, cervantes), false, said)
  t.equal(fitsAuthors('García Lorca', by(person('García Márquez', 'Gabriel'))), false)
  t.equal(fitsAuthors('Assis', by(person('Machado de Assis', 'Joaquim Maria'))), true)
  t.equal(fitsAuthors('Müller', by(person('Müller-Schmidt', 'Eva'))), false, 'a hyphen makes one name')
  t.end()
})

t.test('more authors are told of in many languages', (t) => {
  const four = by(person('Okoro', 'Ada'), person('Haddad', 'Rami'), person('Lind', 'Åke'), person('王', '芳'))
  for (const others of [
    'et al.',
    'u. a.',
    'u. a. m.',
    'und andere',
    'y otros',
    'y cols.',
    'e outros',
    'et autres',
    'm.fl.',
  ])
    t.equal(fitsAuthors(`Okoro ${others}`, four), true, others)
  for (const others of ['и др.', 'i in.', 'och andra', 'and colleagues', 'and others', 'vd.'])
    t.equal(fitsAuthors(`Okoro ${others}`, four), true, others)
  t.equal(fitsAuthors('王芳等', by(person('王', '芳'), person('李', '明'))), true)
  t.not(fitsAuthors('Haddad i in.', four), true, 'the first is named')
  t.end()
})

t.test('institutions by their letters, people by their offices, editors by what they did', (t) => {
  const office = by({ literal: 'United Nations Office for Public Records' })
  t.equal(fitsAuthors('UNOPR', office), true)
  t.equal(fitsAuthors('UNESCO', office), false)
  t.equal(fitsAuthors('President Lincoln', by(person('Lincoln', 'Abraham'))), true)
  t.equal(fitsAuthors('President Grant', by(person('Lincoln', 'Abraham'))), false)
  const kant = of({ authors: [person('Kant', 'Immanuel')], translators: [person('Gregor', 'Mary J.')] })
  t.equal(fitsAuthors('Kant (trans. Gregor)', kant), true)
  t.equal(fitsAuthors('Gregor (trans.)', kant), true)
  t.end()
})

t.test('titles: parts that are used alone, and those of the book around', (t) => {
  const fits: [said: string, Partial<Metadata>][] = [
    ['Was ist Aufklärung?', { title: 'Beantwortung der Frage: Was ist Aufklärung?' }],
    ['Don Quijote de la Mancha', { title: 'El ingenioso hidalgo don Quijote de la Mancha' }],
    ['Promessi sposi', { title: 'I promessi sposi' }],
    ['Moby-Dick', { title: 'The Chase', containerTitle: 'Moby-Dick; or, The Whale' }],
    ['The President', { title: 'The President' }],
  ]
  for (const [said, metadata] of fits) t.not(fitsTitle(said, of(metadata)), null, said)
  const others: [said: string, Partial<Metadata>][] = [
    ['A Report', { title: 'Crossings: A Report' }],
    ['Bartleby', { title: 'The Chase', containerTitle: 'Moby-Dick; or, The Whale' }],
    ['Mancha', { title: 'El ingenioso hidalgo don Quijote de la Mancha' }],
    ['Kritik der Urteilskraft', { title: 'Kritik der reinen Vernunft' }],
  ]
  for (const [said, metadata] of others) t.equal(fitsTitle(said, of(metadata)), null, said)
  t.end()
})

t.test('labels of paragraphs, pages, lines and verses in other languages', (t) => {
  for (const label of ['akap.', 'абз.', 'afsnit', 'odst.', '段落', '段'])
    t.strictSame(claimedParagraphs({ label, value: '4' }), [[4, 4]], label)
  const meant = {
    с: 'page',
    стр: 'page',
    頁: 'page',
    riga: 'line',
    linhas: 'line',
    versi: 'verse',
    гл: 'chapter',
  }
  for (const [label, name] of Object.entries(meant)) t.equal(labelMeant(`${label}.`), name, label)
  t.strictSame(readLocator('verse 3:16'), { label: 'verse', value: '3:16' })
  t.strictSame(readLocator('p. xii'), { label: 'p', value: 'xii' })
  t.strictSame(readLocator('1094a18'), { label: '', value: '1094a18' })
  t.strictSame(readLocator('4'), { label: 'paragraph', value: '4' })
  t.end()
})
