/** The manual page, in the macros of man(7). */
import { SETTINGS } from '../../config.ts'
import { SOFTWARE_VERSION } from '../../software.ts'
import { type CommandTree, flattened } from './command-tree.ts'

/** The page of a command and of all its verbs. */
export function manPage(tree: CommandTree): string {
  const verbs = flattened(tree).slice(1)
  return [
    `.TH COLOPHON 1 "" "colophon ${SOFTWARE_VERSION}" "User Commands"`,
    '.SH NAME',
    `colophon \\- ${escaped('cite and archive articles')}`,
    '.SH SYNOPSIS',
    '.B colophon',
    '.I command',
    '[options]',
    '.SH DESCRIPTION',
    paragraph(tree.description),
    ...optionsOf(tree),
    '.SH COMMANDS',
    ...verbs.flatMap(sectionOf),
    '.SH ENVIRONMENT',
    ...Object.values(SETTINGS).flatMap(({ variable, flag, description }) =>
      term(variable, `${description} (${flag})`),
    ),
    '.SH NOTES',
    ...afterOf(tree.after),
    '',
  ].join('\n')
}

function sectionOf(tree: CommandTree): string[] {
  return [
    `.SS "${escaped(tree.path)} ${escaped(tree.usage)}"`,
    paragraph(`${tree.description}.`),
    ...tree.arguments.flatMap(({ name, description }) => term(name, description)),
    ...optionsOf(tree),
    ...afterOf(tree.after),
  ]
}

function optionsOf({ options }: CommandTree): string[] {
  return options.flatMap(({ flags, description }) => term(flags, description))
}

function term(name: string, description: string): string[] {
  return ['.TP', `.B "${escaped(name)}"`, paragraph(description)]
}

/** Lines that are set in are examples, the others are sentences. */
function afterOf(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.flatMap((line, at) => {
    const isExample = line.startsWith('  ')
    const [isFirst, isLast] = [at === 0 || !lines[at - 1]!.startsWith('  '), !lines[at + 1]?.startsWith('  ')]
    if (!isExample) return ['.PP', paragraph(line)]
    return [...(isFirst ? ['.PP', '.nf'] : []), paragraph(line), ...(isLast ? ['.fi'] : [])]
  })
}

/** A line that no macro begins. */
function paragraph(text: string): string {
  return `\\&${escaped(text.replaceAll('\n', ' '))}`
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('"', '\\(dq')
    .replaceAll("'", '\\(aq')
    .replace(
      /[^\n -~]/gu,
      (character) => `\\[u${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
    )
}
