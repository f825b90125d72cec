/** Citations as writers of many countries set them, and which quotation each belongs to. */
import t from 'tap'
import { checkQuotations } from '../../src/manuscripts/check-quotations.ts'
import { readManuscript } from '../../src/manuscripts/read-manuscript.ts'
import { LocalSearching } from '../../src/searching/searching-thread.ts'
import { buildAttributedApp } from '../support/attributed-archive.ts'

const DUSK = 'The lanterns were carried down to the weir before dusk' // Müller 1999, para. 1
const NETS = 'The ferrymen mended nets for the villages upstream' // Müller 2004, para. 2
const HANDS = 'The lenders of the valley kept their ledgers in two hands' // van der Berg et al. 2011, para. 2
const CLOSED = 'Eleven crossings were closed for repair' // World Crossings Organization 2016
const LED = 'This is where abandonment has led' // Al Shami 2016, para. 4
const NAME = { [DUSK]: 'dusk', [NETS]: 'nets', [HANDS]: 'hands', [CLOSED]: 'closed', [LED]: 'led' }

/** Of each quotation of a text how it is attributed, in order. */
const FORMS: readonly [name: string, text: string, ...told: string[]][] = [
  ['a suffix behind the place', `“${LED}” [@al, paras. 6-7, for this].`, 'led wrong_place'],
  ['a place in braces', `“${LED}” [@al, {para. 6}, and more].`, 'led wrong_place'],
  [
    'an abbreviation in brackets',
    `“${CLOSED}” (World Crossings Organization [WCO], 2016, para. 1).`,
    'closed right',
  ],
  ['another institution', `“${CLOSED}” (Ministry of Health [MoH], 2016, para. 1).`, 'closed wrong_author'],
  ['op. cit.', `Al Shami (2016) has it. Later, “${LED}” (Al Shami, op. cit., para. 8).`, 'led wrong_place'],
  ['a. a. O.', `Es heißt: »${LED}.« (Al Shami, a. a. O., Abs. 4)`, 'led right'],
  ['a title in the brackets', `“${DUSK}” (Müller, “Lanterns over the Weir,” par. 3).`, 'dusk wrong_place'],
  ['another title in the brackets', `“${DUSK}” (Müller, “Ferries in Winter,” par. 1).`, 'dusk wrong_work'],
  ['a short note', `“${LED}”[^1]\n\n[^1]: Al Shami, Breaking the Siege, par. 7.`, 'led wrong_place'],
  [
    'its title is no quotation',
    `“${DUSK}”[^1]\n\n[^1]: Müller, “The lanterns were carried,” par. 1.`,
    'dusk wrong_work',
  ],
  [
    'a German note in full',
    `„${DUSK}“[^1]\n\n[^1]: Vgl. Jörg Müller: Lanterns over the Weir. In: Weir Review 4 (1999), S. 12–14, hier Abs. 3.`,
    'dusk wrong_place',
  ],
  [
    'a German note of another',
    `„${DUSK}“[^1]\n\n[^1]: Eva Roth: Brücken. Berlin 1999, S. 12.`,
    'dusk wrong_author',
  ],
  ['a note in the line', `So it is.^[“${LED}” (Al Shami 2016, para. 5).] Then on.`, 'led wrong_place'],
  [
    'sources that the sentence names',
    `Where Müller (1999) has “${DUSK}” and Al Shami (2016) “${LED}”, nobody errs.`,
    'dusk right',
    'led right',
  ],
  [
    'and crosses',
    `Where Al Shami (2016) has “${DUSK}” and Müller (1999) “${LED}”, somebody errs.`,
    'dusk wrong_author',
    'led wrong_author',
  ],
  ['one that agrees', `As Al Shami (2016) put it, “${LED}”, and Meyer (2001) agrees.`, 'led right'],
  [
    'brackets of the sentence before',
    `The weir is old (Meyer 1999). Yet “${LED}.” Nobody replied.`,
    'led not_claimed',
  ],
  ['a line under the block', `> ${LED}.\n\n— Leila Al Shami, 2016\n`, 'led right'],
  ['of another', `> ${LED}.\n\n— Jörg Müller, 1999\n`, 'led wrong_author'],
  [
    'a line in the block with a title',
    `> ${HANDS}.\n>\n> — Anna van der Berg, *Orchards and Debt* (2011)\n`,
    'hands right',
  ],
  [
    'interrupted',
    `“${HANDS.slice(0, 26)},” wrote van der Berg and others (2011, para. 2), “kept their ledgers in two hands.”`,
    'right',
    'right',
  ],
  [
    'words before a name',
    `Véase Müller (2004, párr. 1). «${DUSK}» (Müller, 1999). Según Müller (2004, párr. 1), «${NETS}».`,
    'dusk right',
    'nets wrong_place',
  ],
  [
    'numbers in parentheses',
    `“${LED}” (1).\n\n## References\n\n(1) Müller J. Lanterns over the Weir. Weir Review; 1999.`,
    'led wrong_author',
  ],
  ['signs of Chinese', `「${LED}」（Al Shami 2016，第6段）。`, 'led wrong_place'],
  [
    'the name of an institution',
    `“${CLOSED}” (Office for the Crossings of Rivers, 2016).`,
    'closed wrong_author',
  ],
  ['a name behind another', `In the debt of Roth to Al Shami (2016) stands “${LED}”.`, 'led right'],
  ['Cyrillic labels', `«${LED}» (Al Shami 2016, абз. 6).`, 'led wrong_place'],
]

t.test('each citation is read, and told of its quotation alone', async (t) => {
  const { archive } = await buildAttributedApp(t)
  const services = { archive, searching: new LocalSearching(archive) }
  for (const [name, text, ...told] of FORMS) {
    const bytes = Buffer.from(text.replaceAll('@al,', '@alshami2016breaking,'))
    const found: string[] = []
    for await (const { quotation, attribution } of checkQuotations(
      services,
      readManuscript({ bytes, mediaType: 'text/markdown' }),
    )) {
      const of = Object.entries(NAME).find(([words]) => quotation.text.startsWith(words))?.[1]
      found.push([of ?? [], attribution.attribution].flat().join(' '))
    }
    t.strictSame(found, told, name)
  }
})
