import type { Urls } from '../../wire/urls.ts'
import { WORDS } from '../words/words.ts'

/** llms.txt (https://llmstxt.org): what a language model has to know to search, read, quote and cite here. */
export function llms({ base, permanent }: Urls): string {
  return `# ${WORDS.common.name}

> ${WORDS.common.about} Quotations are compared with the text word for word, so that you can check one before you print it. Everything below is plain GET, without a key; a program that speaks the Model Context Protocol finds it as tools at ${base}/mcp.

Rules that keep citations true:

- Quote only words that an answer of this archive has given you, and link to their permanent address, which begins with ${permanent.base}/.
- Verify each quotation before you give it to anybody: \`verdict\` says whether the words stand so, and \`diff\` what is different.
- An address of a quote or paragraph stays valid when the text is corrected, and tells what became of the words.
- 410 means that a text was withdrawn: do not quote it from memory.

## Search and read

- [Search for words](${base}/search?q=words): paragraphs, each with its address and citation. "In quotation marks" finds a phrase.
- [List the works](${base}/works): also \`?author=\`, \`?title=\`, \`?language=\`.
- [A work as Markdown](${base}/works/{work}.md): or \`.txt\`, \`.json\`; \`{work}\` is an id or a readable name.
- [Its numbered paragraphs](${base}/works/{work}/paragraphs): one of them is ${base}/works/{work}/paragraphs/{number}.

## Quote and verify

- [Verify a quotation](${base}/verify?text=words&format=json): finds it wherever it stands, and compares word for word.
- [Find words in a work](${base}/works/{work}/quotes?exact=words): the address of the quote.
- [Read a quote](${base}/quotes/{id}): its words, where they stand, and what became of them.
- [Prove a quote](${base}/quotes/{id}/proof): checked offline against the signed log.

## Cite

- [A work, paragraph or quote in a style](${base}/quotes/{id}/citation?style=apa): also \`mla\`, \`chicago\` and all of [the styles](${base}/styles).
- [As a file for tools](${base}/quotes/{id}.bib): also \`.ris\`, \`.csl.json\`, \`.jsonld\`.

## Optional

- [The whole API](${base}/openapi.yaml): OpenAPI 3.1.
- [Kinds of problems](${base}/problems): every error says what is wrong and what to do.
- [The whole archive in files](${base}/dumps): better than reading all addresses one by one.
`
}
