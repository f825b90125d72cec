/**
 * Completions for shells. Each finds the longest row of words that is a command, and offers what stands behind it: verbs,
 * options, the choices of an option; files for all else.
 */
import { type CommandTree, type DescribedOption, flattened } from './command-tree.ts'

/** Makes the script of each shell. */
export const COMPLETIONS: Readonly<Record<string, (tree: CommandTree) => string>> = { bash, zsh, fish }

function bash(tree: CommandTree): string {
  const all = flattened(tree)
  const offers = all.map(
    (each) =>
      `    ${quoted(each.path)}) verbs=${quoted(verbsOf(each).join(' '))} options=${quoted(optionNames(each).join(' '))} valued=${quoted(` ${valuedNames(each).join(' ')} `)} ;;`,
  )
  const choices = all.flatMap((each) =>
    chosen(each).map(
      ([name, option]) =>
        `    ${quoted(`${each.path} ${name}`)}) offered=${quoted(option.choices.join(' '))} ;;`,
    ),
  )
  return `# bash completion for colophon: source <(colophon completion bash)
_colophon() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local path=colophon verbs= options= valued= offered= word
  local paths=${quoted(`|${all.map(({ path }) => path).join('|')}|`)}
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $paths == *"|$path $word|"* ]] && path="$path $word"
  done
  case $path in
${offers.join('\n')}
  esac
  case "$path $previous" in
${[...choices, '    *) ;;'].join('\n')}
  esac
  if [[ -n $offered ]]; then
    COMPREPLY=($(compgen -W "$offered" -- "$current"))
  elif [[ $valued == *" $previous "* ]]; then
    COMPREPLY=()
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    COMPREPLY=($(compgen -W "$verbs" -- "$current"))
  fi
}
complete -o bashdefault -o default -F _colophon colophon
`
}

function zsh(tree: CommandTree): string {
  const all = flattened(tree)
  const items = (named: readonly (readonly [name: string, description: string])[]) =>
    named
      .map(([name, description]) => quoted(`${name.replaceAll(':', '\\:')}:${firstClause(description)}`))
      .join(' ')
  const offers = all.map(
    (each) =>
      `    ${quoted(each.path)})
      verbs=(${items(each.commands.map((verb) => [lastWord(verb.path), verb.description]))})
      options=(${items(each.options.flatMap((option) => option.names.map((name) => [name, option.description] as const)))})
      valued=(${valuedNames(each).map(quoted).join(' ')}) ;;`,
  )
  const choices = all.flatMap((each) =>
    chosen(each).map(
      ([name, option]) =>
        `    ${quoted(`${each.path} ${name}`)}) compadd -- ${option.choices.map(quoted).join(' ')}; return ;;`,
    ),
  )
  return `#compdef colophon
# zsh completion for colophon: colophon completion zsh > ~/.zfunc/_colophon
_colophon() {
  local path_=colophon word
  local -a verbs options valued paths
  paths=(${all.map(({ path }) => quoted(path)).join(' ')})
  for word in \${words[2,CURRENT-1]}; do
    (( \${paths[(Ie)$path_ $word]} )) && path_="$path_ $word"
  done
  case $path_ in
${offers.join('\n')}
  esac
  case "$path_ \${words[CURRENT-1]}" in
${[...choices, '    *) ;;'].join('\n')}
  esac
  if (( \${valued[(Ie)\${words[CURRENT-1]}]} )); then
    _files
  elif [[ \${words[CURRENT]} == -* ]]; then
    _describe -o option options
  elif (( \${#verbs} )); then
    _describe command verbs
  else
    _files
  fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _colophon "$@"; else compdef _colophon colophon; fi
`
}

function fish(tree: CommandTree): string {
  const all = flattened(tree)
  const lines = all.flatMap((each) => {
    const at = `complete -c colophon -n ${quoted(`__colophon_at '${each.path}'`)}`
    return [
      ...each.commands.map(
        (verb) => `${at} -f -a ${lastWord(verb.path)} -d ${quoted(firstClause(verb.description))}`,
      ),
      ...each.options.map(
        (option) => `${at}${fishOption(option)} -d ${quoted(firstClause(option.description))}`,
      ),
    ]
  })
  return `# fish completion for colophon: colophon completion fish | source
set -g __colophon_paths ${all.map(({ path }) => quoted(path)).join(' ')}
function __colophon_at
  set -l path colophon
  for word in (commandline -opc)[2..]
    contains -- "$path $word" $__colophon_paths; and set path "$path $word"
  end
  test "$path" = "$argv[1]"
end
${lines.join('\n')}
`
}

function fishOption({ names, takesValue, choices }: DescribedOption): string {
  const flags = names.map((name) => (name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`))
  const offered = choices.length > 0 ? ` -f -a ${quoted(choices.join(' '))}` : ''
  return `${flags.join('')}${takesValue ? ' -r' : ''}${offered}`
}

function verbsOf({ commands }: CommandTree): string[] {
  return commands.map(({ path }) => lastWord(path))
}

function optionNames({ options }: CommandTree): string[] {
  return options.flatMap(({ names }) => names)
}

function valuedNames({ options }: CommandTree): string[] {
  return options.filter(({ takesValue }) => takesValue).flatMap(({ names }) => names)
}

function chosen({ options }: CommandTree): (readonly [name: string, option: DescribedOption])[] {
  return options
    .filter(({ choices }) => choices.length > 0)
    .flatMap((option) => option.names.map((name) => [name, option] as const))
}

function lastWord(path: string): string {
  return path.slice(path.lastIndexOf(' ') + 1)
}

/** As much of a description as a line of a terminal has room for. */
function firstClause(description: string): string {
  const [clause = ''] = description.split(/[;:(]/)
  return clause.trim().slice(0, 70)
}

/** A word of a shell in which nothing is expanded. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
