import { ColophonError } from '../../errors.ts'
import { readGiven } from '../../files/user-path.ts'

/** Most bytes of a list. */
const LONGEST_LIST = 256 * 1024 * 1024

/** The text of a list. @throws ColophonError `unusable_path`, `invalid_list` */
export function listText(list: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readGiven(list, LONGEST_LIST))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new ColophonError('invalid_list', `${list} is not UTF-8. Save it as UTF-8 first.`)
  }
}
