/** From what is drawn on the sheets of a PDF to the lines of its pages. */
import { columnsOf } from './columns.ts'
import { linesOf } from './lines-of-runs.ts'
import type { Run, WordPage } from './words.ts'

/** A sheet, as it was drawn. */
export interface Sheet {
  number: number
  label: string
  width: number
  height: number
  runs: Run[]
}

/** The pages of a document, in the order of the file. A sheet on which two pages stand side by side gives two. */
export function pagesOf(sheets: readonly Sheet[]): WordPage[] {
  const wide = sheets.filter(({ width, height }) => width > height)
  const isTwoUp = wide.length * 2 > sheets.length && wide.every(isParted)
  return sheets
    .flatMap((sheet) => (isTwoUp && sheet.width > sheet.height ? halvesOf(sheet) : [sheet]))
    .map(pageOf)
}

/** Nothing crosses its middle. */
function isParted({ width, runs }: Sheet): boolean {
  return runs.every(({ left, right }) => right < width / 2 || left > width / 2)
}

/** A half on which nothing stands is no page. */
function halvesOf(sheet: Sheet): Sheet[] {
  const middle = sheet.width / 2
  const isLeft = ({ left }: Run) => left < middle
  const [left, right] = [sheet.runs.filter(isLeft), sheet.runs.filter((run) => !isLeft(run))]
  return [left, right.map((run) => ({ ...run, left: run.left - middle, right: run.right - middle }))]
    .filter((runs) => runs.length > 0)
    .map((runs) => ({ ...sheet, width: middle, runs }))
}

function pageOf({ number, label, width, height, runs }: Sheet): WordPage {
  const columns = columnsOf(runs)
    .map(linesOf)
    .filter((lines) => lines.length > 0)
  return { sheet: number, label, width, height, columns }
}
