/** The note that says when and from where a text was taken: `Retrieved on 13th March 2025 from example.org`. */
import type { Span } from '../draft.ts'
import { parseDate } from './dates.ts'

/** The parts of a retrieval note, as places in its text (UTF-16 units). */
export interface RetrievalNote {
  date: Span | undefined
  edtf: string | null
  source: Span | undefined
}

const VERB =
  'retrieved|accessed|scanned|copied|archived|downloaded|proofread online source|consulté|récupéré|abgerufen|heruntergeladen|recuperado|consultado|extraído|obtido|acessado|acedido|recuperada|consultada|obtenido|consultato|recuperato|scaricato|geraadpleegd|opgehaald|hämtad|hentet|pobrano|získáno|preuzeto|получено|взято|скопировано|скачано|загружено|извлечено|дата обращения|отримано|ανακτήθηκε'
const ON = 'on|the|le|am|el|il|em|op|den|dnia|à la date du|:'
const FROM =
  'from|с сайта|со страницы|dal sito|del sitio|du site|do site|via|sur|unter|auf|de|von|depuis|desde|da|dal|do|van|från|fra|z|ze|с|со|из|з|από|at'
const NOTE = new RegExp(`^(?:${VERB})(?:\\s+(?:${ON}))?[\\s:,]+(.*)$`, 'isu')
const SPLIT = new RegExp(`(?:^|[,\\s]\\s*)(?:${FROM})\\s*:?\\s+(?=\\S)`, 'giu')
const CHINESE =
  /^于?\s*(\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))\s*从\s*(\S+?)(?:拾获|获取|检索|转载|取得|下载)?。?$/u

/** Longest paragraph that is taken for a retrieval note. */
const LONGEST = 400

/**
 * Reads a paragraph that is a retrieval note and nothing else, or undefined. It must hold a date that can be
 * read, or name its source by a link or domain (`hasLink`): prose that happens to begin with such a verb does not.
 */
export function readRetrievalNote(text: string, hasLink: boolean): RetrievalNote | undefined {
  if (text.length > LONGEST) return undefined
  const chinese = CHINESE.exec(text)
  if (chinese !== null) return noteOf(text, chinese[1]!, chinese[2]!)
  const rest = NOTE.exec(text)?.[1]
  if (rest === undefined) return undefined
  for (const { index, 0: from } of rest.matchAll(SPLIT)) {
    const before = rest.slice(0, index).replace(/[\s,]+$/, '')
    const { source, behind } = splitSource(rest.slice(index + from.length))
    const date = before === '' ? (ON_DATE.exec(behind)?.[1] ?? '') : before.replace(TIME, '')
    const isNote =
      date === ''
        ? hasLink || isDomain(source)
        : parseDate(date) !== null || (hasLink && /\d{4}/.test(date) && date.length < 40)
    if (isNote && isSourceName(source)) return noteOf(text, date, source)
  }
  return undefined
}

const ON_DATE = new RegExp(`^\\s*,?\\s*(?:${ON})\\s+(.{4,40}?)[.]?$`, 'iu')
/** A time of day behind a date. */
const TIME =
  /[T\s,]+(?:at\s+|um\s+)?\d{1,2}[:h]\d{2}(?::\d{2})?\s*(?:[ap]m|utc|gmt|z|uhr|[+-]\d{2}:?\d{2})?$/i

/** The name or address of a source, and what is remarked behind an address. */
function splitSource(text: string): { source: string; behind: string } {
  const trimmed = text.replace(/[\s.]+$/, '')
  const [first = ''] = trimmed.split(/\s/, 1)
  const address = first.replace(/[.,;:]+$/, '')
  if (!isDomain(address) || trimmed === first) return { source: trimmed, behind: '' }
  const behind = trimmed.slice(address.length)
  const isRemark = /^[.,;:]?\s*[—–(;,-]|^[.;]\s/.test(behind) || ON_DATE.test(behind)
  return isRemark ? { source: address, behind } : { source: trimmed, behind: '' }
}

/** A web address without scheme, or with one. */
export function isDomain(text: string): boolean {
  return /^(?:https?:\/\/)?(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,6}\p{L}{2,24}(?:[/?#]\S{0,1000})?$/u.test(
    text,
  )
}

/** A name, not a sentence: short, with no full stop within unless it is an address. */
function isSourceName(text: string): boolean {
  return isDomain(text) || (text.length > 1 && text.length <= 160 && !/[.!?]\s/.test(text))
}

function noteOf(text: string, date: string, source: string): RetrievalNote {
  const dateAt = date === '' ? -1 : text.indexOf(date)
  const sourceAt = text.lastIndexOf(source)
  return {
    date: dateAt < 0 ? undefined : { start: dateAt, end: dateAt + date.length },
    edtf: parseDate(date),
    source: source === '' ? undefined : { start: sourceAt, end: sourceAt + source.length },
  }
}
