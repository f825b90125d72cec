/** Entries that publishers of manuals print as examples, and the items that they are of. */
import type { CslItem } from '../../src/citing/csl/item.ts'

export interface ManualEntry {
  style: string
  item: Omit<CslItem, 'id'>
  printed: string
  /** Where the manual, or the site of its publisher, shows it. */
  source: string
}

const person = (family: string, given: string, suffix?: string) => ({
  family,
  given,
  ...(suffix && { suffix }),
})
const on = (...parts: number[]) => ({ 'date-parts': [parts] })

export const MANUAL_ENTRIES: readonly ManualEntry[] = [
  {
    style: 'apa',
    source: 'apastyle.apa.org, report by a government agency',
    item: { type: 'report', title: 'Taking time: support for people with cancer', author: [{ literal: 'National Cancer Institute' }], issued: on(2019), genre: 'NIH Publication', number: '18-2059', publisher: 'U.S. Department of Health and Human Services, National Institutes of Health' },
    printed: 'National Cancer Institute. (2019). Taking time: Support for people with cancer (NIH Publication No. 18-2059). U.S. Department of Health and Human Services, National Institutes of Health.',
  },
  {
    style: 'apa',
    source: 'apastyle.apa.org, chapter in an edited book',
    item: { type: 'chapter', title: 'Culinary arts: talent and their development', author: [person('Aron', 'Lisa'), person('Botella', 'Marion'), person('Lubart', 'Todd')], editor: [person('Subotnik', 'Rena F.'), person('Olszewski-Kubilius', 'Paula'), person('Worrell', 'Frank C.')], issued: on(2019), 'container-title': 'The psychology of high performance: developing human potential into domain-specific talent', page: '345-359', publisher: 'American Psychological Association', DOI: 'doi:10.1037/0000120-016' },
    printed: 'Aron, L., Botella, M., & Lubart, T. (2019). Culinary arts: Talent and their development. In R. F. Subotnik, P. Olszewski-Kubilius, & F. C. Worrell (Eds.), The psychology of high performance: Developing human potential into domain-specific talent (pp. 345–359). American Psychological Association. https://doi.org/10.1037/0000120-016',
  },
  {
    style: 'apa',
    source: 'apastyle.apa.org, book published in English from another language',
    item: { type: 'book', title: 'The psychology of the child', author: [person('Piaget', 'Jean'), person('Inhelder', 'Bärbel')], translator: [person('Weaver', 'Helen')], edition: 'Second', issued: on(1969), 'original-date': on(1966), publisher: 'Basic Books' },
    printed: 'Piaget, J., & Inhelder, B. (1969). The psychology of the child (H. Weaver, Trans.; 2nd ed.). Basic Books. (Original work published 1966)',
  },
  {
    style: 'apa',
    source: 'apastyle.apa.org, webpage with a retrieval date',
    item: { type: 'webpage', title: 'U.S. and world population clock', author: [{ literal: 'U.S. Census Bureau' }], 'container-title': 'U.S. Department of Commerce', URL: 'https://www.census.gov/popclock/', accessed: on(2020, 1, 9) },
    printed: 'U.S. Census Bureau. (n.d.). U.S. and world population clock. U.S. Department of Commerce. Retrieved January 9, 2020, from https://www.census.gov/popclock/',
  },
  {
    style: 'mla',
    source: 'style.mla.org, works cited: a quick guide',
    item: { type: 'article-journal', title: 'Questions of transport: reading Primo Levi reading Dante', author: [person('Goldman', 'Anne')], issued: { ...on(2010), season: 1 }, 'container-title': 'The Georgia Review', volume: '64', issue: '1', page: '69-88' },
    printed: 'Goldman, Anne. “Questions of Transport: Reading Primo Levi Reading Dante.” The Georgia Review, vol. 64, no. 1, spring 2010, pp. 69–88.',
  },
  {
    style: 'mla',
    source: 'style.mla.org, works cited: a quick guide',
    item: { type: 'chapter', title: 'Toward metareading', author: [person('Bazin', 'Patrick')], editor: [person('Nunberg', 'Geoffrey')], 'container-title': 'The future of the book', issued: on(1996), page: '153-68', publisher: 'U of California P' },
    printed: 'Bazin, Patrick. “Toward Metareading.” The Future of the Book, edited by Geoffrey Nunberg, U of California P, 1996, pp. 153–68.',
  },
  {
    style: 'chicago',
    source: 'chicagomanualofstyle.org, author-date quick guide',
    item: { type: 'article-journal', title: 'Temporal variation in selection influences microgeographic local adaptation', author: [person('Dittmar', 'Emily L.'), person('Schemske', 'Douglas W.')], 'container-title': 'American Naturalist', issued: on(2023), volume: '202', issue: '4', page: '471-485', DOI: 'https://doi.org/10.1086/725865' },
    printed: 'Dittmar, Emily L., and Douglas W. Schemske. 2023. “Temporal Variation in Selection Influences Microgeographic Local Adaptation.” American Naturalist 202 (4): 471–85. https://doi.org/10.1086/725865.',
  },
  {
    style: 'chicago',
    source: 'chicagomanualofstyle.org, author-date quick guide',
    item: { type: 'chapter', title: 'The Queen Mary psalter', author: [person('Doyle', 'Kathleen')], editor: [person('Marks', 'P. J. M.'), person('Parkin', 'Stephen')], 'container-title': 'The book by design: the remarkable story of the world’s greatest invention', issued: on(2023), publisher: 'University of Chicago Press' },
    printed: 'Doyle, Kathleen. 2023. “The Queen Mary Psalter.” In The Book by Design: The Remarkable Story of the World’s Greatest Invention, edited by P. J. M. Marks and Stephen Parkin. University of Chicago Press.',
  },
  {
    style: 'ieee',
    source: 'IEEE Reference Guide, reports',
    item: { type: 'report', title: 'Oxygen absorption in the earth’s atmosphere', author: [person('Reber', 'E. E.'), person('Michell', 'R. L.'), person('Carter', 'C. J.')], issued: on(1988, 11), genre: 'Tech. Rep.', number: 'TR-0200 (4230-46)-3', publisher: 'Aerospace Corp.', 'publisher-place': 'Los Angeles, CA, USA' },
    printed: '[1] E. E. Reber, R. L. Michell, and C. J. Carter, “Oxygen absorption in the earth’s atmosphere,” Aerospace Corp., Los Angeles, CA, USA, Tech. Rep. TR-0200 (4230-46)-3, Nov. 1988.',
  },
  {
    style: 'nlm',
    source: 'Citing Medicine, 2nd edition, chapter 2, parts of books',
    item: { type: 'chapter', title: 'Feline leukemia virus and other retroviruses', author: [person('Rojko', 'Jennifer L.'), person('Hardy', 'William D.', 'Jr.')], editor: [person('Sherding', 'Robert G.')], 'container-title': 'The cat: diseases and clinical management', publisher: 'Churchill Livingstone', 'publisher-place': 'New York', issued: on(1989), page: '229-332' },
    printed: '1. Rojko JL, Hardy WD Jr. Feline leukemia virus and other retroviruses. In: Sherding RG, editor. The cat: diseases and clinical management. New York: Churchill Livingstone; 1989. p. 229–332.',
  },
] // biome-ignore format: one table
