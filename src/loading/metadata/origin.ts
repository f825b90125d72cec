/** What a colophon says of where a text is from and whose it is, in the languages that archives hold most. */

const PHRASES = [
  '(?:re)?scanned|digiti[sz]ed|transcribed|typed (?:up )?by|converted|proofread|(?:first|originally|previously) (?:published|printed|appeared|written|released)|reprinted|published (?:by|in|on|at)|printed (?:by|in|at|on)|anti-?copyright|no (?:copyright|rights reserved|rights)|copy ?left|public domain|this (?:text|work|pamphlet|zine|booklet|edition) (?:is|was|may)|source|all rights reserved|(?:©|copyright|\\(c\\)) ?\\d{4}',
  'gescannt|digitalisiert|abgetippt|transkribiert|(?:erstmals|zuerst|ursprünglich) (?:erschienen|veröffentlicht|gedruckt)|erschienen (?:in|bei)|veröffentlicht (?:in|von|bei)|nachdruck|gedruckt|quelle|keine rechte vorbehalten|erstveröffentlichung',
  'numérisé|scanné|transcrit|première (?:publication|parution|édition)|(?:initialement )?(?:publié|paru|imprimé)e?|réédité|sans copyright|domaine public',
  'escanead[oa]|digitalizad[oa]|transcrit[oa]|publicad[oa] (?:originalmente|por|en)|primera (?:edición|publicación)|impreso|fuente|sin derechos|dominio público',
  'scansionat[oa]|digitalizzat[oa]|trascritt[oa]|pubblicat[oa] (?:originariamente|originalmente|per la prima volta|da|in|su)|prima (?:edizione|pubblicazione)|stampat[oa]|fonte|nessun diritto',
  'originalmente publicad[oa]|publicad[oa] (?:pela primeira vez|em|por)|primeira (?:edição|publicação)|sem direitos|domínio público',
  'gescand|gedigitaliseerd|(?:oorspronkelijk|eerder|voor het eerst) (?:gepubliceerd|verschenen)|bron|geen copyright',
  'отсканировано|оцифровано|впервые (?:опубликовано|напечатано)|опубликовано|источник|без копирайта',
]

const ORIGIN = new RegExp(`^(?:${PHRASES.join('|')})(?![\\p{L}\\p{M}])`, 'iu')

/** Longest line of an origin, in characters. */
const LONGEST = 200

/** Longest paragraph of nothing but such sentences. */
const LONGEST_ALONE = 500

/** Whether a paragraph has two sentences and more, and each says where the text is from or whose it is. */
export function saysOriginAlone(text: string): boolean {
  if (text.length > LONGEST_ALONE) return false
  const sentences = text.split(/(?<=[.!?]) (?=[\p{Lu}©(])/u)
  return sentences.length > 1 && sentences.every(saysOrigin)
}

/** Whether a line begins as one that says where the text was taken from, who printed it, or by what right. */
export function saysOrigin(text: string): boolean {
  return text.length <= LONGEST && ORIGIN.test(text.replace(/^[^\p{L}©(]+/u, ''))
}
