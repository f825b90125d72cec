/** When a problem of a kind is met, and what to do then: a few sentences, for whoever follows its `type`. */
export const EXPLANATIONS = {
  not_found: {
    when: 'No address of this server has this path, or nothing stands there.',
    cure: 'Begin at `/`, which names the addresses, or read `/docs`. Look for a slip in the path.',
  },
  work_not_found: {
    when: 'The archive has no work with this id, readable name or citation key.',
    cure: 'Look for it by its title or author at `/works?title=…`. Ids have sixteen characters.',
  },
  version_not_found: {
    when: 'The work is here, but none of its versions has this id.',
    cure: 'List its versions at `/works/{work}/versions`.',
  },
  paragraph_not_found: {
    when: 'No paragraph has this id, or the work has no paragraph of this number.',
    cure: 'List the paragraphs at `/works/{work}/paragraphs`. They are counted from 1.',
  },
  quote_not_found: {
    when: 'Nobody registered this quote, and the words cannot be computed from its id alone.',
    cure: 'Register the words with `POST /quotes`, or ask with the place that its address had: `?at=…`.',
  },
  words_not_found: {
    when: 'The words that were sent do not stand in the work, letter for letter.',
    cure: 'Send them to `/verify`, which finds the nearest passage and shows what differs.',
  },
  problem_not_found: {
    when: 'There is no kind of problem of this name.',
    cure: 'All kinds are listed at `/problems`.',
  },
  invalid_id: {
    when: 'What stands in the place of an identifier cannot be one: it has the wrong length or characters.',
    cure: 'Copy the identifier again. It has digits and small letters without i, l, o and u.',
  },
  invalid_parameter: {
    when: 'A parameter of the address, or a header that acts as one, has a value that it cannot have.',
    cure: 'The sentence of the problem names the parameter and what it may be.',
  },
  unknown_parameter: {
    when: 'The address has a parameter that nothing here reads. It is refused, because to ignore it would answer another question.',
    cure: 'Use one of the names in the member `allowed` of the problem.',
  },
  invalid_cursor: {
    when: 'The cursor is not one that this list gave out, or was cut short on the way.',
    cure: 'Follow the address in `next` as it is, or begin again without a cursor.',
  },
  invalid_body: {
    when: 'The body is no JSON, or lacks a member, or has one that is not read here.',
    cure: 'The problem names the member. The bodies are described at `/docs`.',
  },
  invalid_text: {
    when: 'A text holds what no text may hold: the character NUL, or half of a surrogate pair.',
    cure: 'Leave it out, and send the text as UTF-8.',
  },
  malformed_request: {
    when: 'The request breaks a rule of HTTP, or its address is not in percent-encoding.',
    cure: 'Encode the address as UTF-8 and percent-encode it once. Most clients do so by themselves.',
  },
  empty_search: {
    when: 'The search has no word: it is empty, or has marks alone.',
    cure: 'Name at least one word in `q`.',
  },
  search_too_long: {
    when: 'The search has more words than one search may have.',
    cure: 'Send fewer words. To find a long passage send it to `/verify`.',
  },
  read_only_store: {
    when: 'The server reads a copy of the archive in PostgreSQL, and the request would change the archive.',
    cure: 'Send it to the server whose archive was copied.',
  },
  read_only_mirror: {
    when: 'This server holds a copy, and only its origin may be written to.',
    cure: 'Send the request to the origin, whose address `/.well-known/colophon` names.',
  },
  quotation_too_common: {
    when: 'The words are so few or so common that they stand in too many places to be judged.',
    cure: 'Send more of the quotation, or name the work that it should stand in.',
  },
  empty_quote: {
    when: 'The quote has no words.',
    cure: 'Send the words in `exact`.',
  },
  too_many_quotations: {
    when: 'The manuscript has more quotations than are checked in one request.',
    cure: 'Send it in parts, or check it with the command, which has no such bound: `colophon check`.',
  },
  quote_too_long: {
    when: 'The quote has more characters than a quote may have.',
    cure: 'Quote less, or cite the paragraphs instead.',
  },
  ambiguous_quote: {
    when: 'The words stand in several places of the work, and nothing says which is meant.',
    cure: 'Send some words before or after them too, as `prefix` and `suffix`.',
  },
  unauthorized: {
    when: 'The request needs a key and has none, or one that is not in force.',
    cure: 'Send `Authorization: Bearer KEY`. The operator makes keys with `colophon key create`.',
  },
  forbidden: {
    when: 'The key is in force, but is not for this.',
    cure: 'Ask the operator for a key of the scope that the problem names.',
  },
  quotes_full: {
    when: 'As many quotes are registered without a key as may be, of this work or in all.',
    cure: 'Send a key of scope `quote`. Most quotes need no registration: their address resolves with its place, `?at=…`.',
  },
  method_not_allowed: {
    when: 'The address is there, but this method does nothing at it.',
    cure: 'The header `Allow` lists the methods that do.',
  },
  method_not_implemented: {
    when: 'No address of this server knows this method.',
    cure: 'Use GET, HEAD, OPTIONS, POST, PUT or DELETE, as `/docs` has it.',
  },
  format_not_implemented: {
    when: 'The protocol has this format, and this server has not.',
    cure: 'Ask for one of the formats that the problem names.',
  },
  not_acceptable: {
    when: 'What was asked for by `Accept`, `format` or an extension is no representation of this address.',
    cure: 'The problem lists what there is; without a wish you get JSON.',
  },
  request_timeout: {
    when: 'The request took too long to arrive.',
    cure: 'Send it again, faster, or in smaller parts.',
  },
  body_too_large: {
    when: 'The body has more bytes than this address reads.',
    cure: 'Send less. The operator can move some of the bounds.',
  },
  address_too_long: {
    when: 'The address, or one part of it, is longer than any that leads to something.',
    cure: 'Send a long text in the body, with POST.',
  },
  unsupported_media_type: {
    when: 'The media type of the body is not read here, or it is compressed.',
    cure: 'Send a `Content-Type` that the address reads; `/docs` and `/formats` list them.',
  },
  range_not_satisfiable: {
    when: 'The range begins after the last byte.',
    cure: 'Ask for a range within the length that `Content-Range` names, or for the whole.',
  },
  expectation_failed: {
    when: 'The header `Expect` asks for something other than `100-continue`.',
    cure: 'Leave the header out.',
  },
  too_many_requests: {
    when: 'The client has asked more often in a minute than one client may.',
    cure: 'Wait as many seconds as `Retry-After` says. `RateLimit` fields tell what is left.',
  },
  headers_too_large: {
    when: 'The headers have more bytes than are read.',
    cure: 'Send fewer or shorter headers; cookies are not read here.',
  },
  internal: {
    when: 'The server met a fault of its own. It is in its log.',
    cure: 'Try again. If it stays, tell the operator the time and the address.',
  },
  not_ready: {
    when: 'The server runs, but cannot read the archive yet or just now.',
    cure: 'Try again after as many seconds as `Retry-After` says.',
  },
  empty_text: {
    when: 'The source was read, and no text was found in it.',
    cure: 'Look at the file. Scanned pages need their text recognised first.',
  },
  invalid_encoding: {
    when: 'The source is a text, but not in UTF-8 or another encoding that it declares.',
    cure: 'Say how it is written with the media type, such as text/plain; charset=windows-1252, or convert it to UTF-8.',
  },
  invalid_manifest: {
    when: 'The manifest, which tells the metadata of a source, has a member that does not fit.',
    cure: 'The problem names the member. Manifests are described in docs/archives.md.',
  },
  metadata_too_long: {
    when: 'The metadata that the file brings along are longer than metadata may be.',
    cure: 'Give the metadata in a manifest, or shorten them in the file.',
  },
  source_too_complex: {
    when: 'The source is nested so deeply, or takes so long to read, that it is given up.',
    cure: 'Simplify its markup, or send it as another format.',
  },
  source_too_large: {
    when: 'The source has more bytes or text than one source may have.',
    cure: 'Split it, such as into its chapters.',
  },
  unreadable_document: {
    when: 'The file cannot be opened as what it says it is: it is damaged, locked, or something else.',
    cure: 'Open it in the program that it is from and save it anew, without a password.',
  },
  broken_partition: {
    when: 'The loader would have lost or doubled bytes of the source, so that nothing was stored.',
    cure: 'This is a fault of the software. Please report it, with the source if you may.',
  },
  archive_damaged: {
    when: 'Something was read that is not as it was written.',
    cure: 'The operator runs `colophon verify`, then restores a backup or repairs from a mirror.',
  },
  archive_unusable: {
    when: 'The database, or what a witness remembers, cannot be opened or read.',
    cure: 'The operator looks at the disk, at the rights of the files, and at the log of the server.',
  },
  busy: {
    when: 'The server has as much to do as it takes on at once.',
    cure: 'Try again after as many seconds as `Retry-After` says.',
  },
  core_collision: {
    when: 'Two different texts have the same identifier. By chance this does not happen.',
    cure: 'Tell the operator: somebody may have made the texts for it.',
  },
  log_rolled_back: {
    when: 'The database is older than what its log signed last: it was replaced by an old copy.',
    cure: 'The operator reads docs/trust.md, "Rolled-back databases", before anything is published.',
  },
  storage_full: {
    when: 'There is no room on the disk for what was to be written. Nothing was.',
    cure: 'The operator makes room; then send the request again.',
  },
  invalid_selector: {
    when: 'The selector of the annotation chooses no words of this work.',
    cure: 'Send a TextQuoteSelector with the words, or a TextPositionSelector within the text.',
  },
  invalid_item: {
    when: 'What was sent to be cited is no item of CSL-JSON.',
    cure: 'Each item needs an `id` and a `type`; the problem names the item.',
  },
  too_many_omissions: {
    when: 'The quotation leaves out more places (`[...]`) than are looked for.',
    cure: 'Send it in parts.',
  },
  unknown_item: {
    when: 'A list of cites names an item that was not sent with it and is not in the archive.',
    cure: 'Send the item too, or correct its id.',
  },
  unknown_style: {
    when: 'No citation style has this name.',
    cure: 'The problem names the likeliest; `/styles` lists all. The operator can add a directory of CSL styles.',
  },
  unknown_locale: {
    when: 'There are no words and dates in this language for citations.',
    cure: 'Use one of the language tags that the problem lists, such as `en-GB`.',
  },
  unusable_key: {
    when: 'The private key of the log cannot be read, or is not the one that signed before.',
    cure: 'The operator puts the right key beside the archive, as `log.key`.',
  },
  unusable_style: {
    when: 'The style is here, but the citation processor cannot use it.',
    cure: 'Use another style; tell the operator, who can replace its file.',
  },
  invalid_reason: {
    when: 'A withdrawal needs a reason, which everybody is shown who asks for the work.',
    cure: 'Send it in `reason`, in a sentence or two.',
  },
  erasure_unfinished: {
    when: 'The work is withdrawn, but its bytes are not yet removed from every file.',
    cure: 'Send the same request again.',
  },
  revision_changed: {
    when: 'The metadata were changed by somebody else since you read them.',
    cure: 'Read them again, make your change in what you find, and send it with the new entity tag.',
  },
  precondition_failed: {
    when: 'A condition of the request, such as `If-Match`, does not hold any more.',
    cure: 'Read the resource again, and send the request with its new entity tag.',
  },
  precondition_required: {
    when: 'The change needs a condition, so that nobody overwrites what somebody else has written.',
    cure: 'Send `If-Match` with the entity tag that you read.',
  },
  withdrawn: {
    when: 'The work or version was here and was withdrawn. Its identifiers are never used again.',
    cure: 'The problem tells the reason. Copies may have been withdrawn too.',
  },
  work_exists: {
    when: 'The source is that of a work that is here already.',
    cure: 'Use the work that the problem names; a corrected source is a new version of it.',
  },
  checkpoint_not_extended: {
    when: 'A log asks a mirror that is a witness for a cosignature, and its proof does not show that the checkpoint extends the last one.',
    cure: 'Make the proof from the size that the answer 409 names. Where it fails again the log shows another history than the witness has seen: ask both.',
  },
} as const
