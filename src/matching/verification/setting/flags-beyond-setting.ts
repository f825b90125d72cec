import type { Flag } from '../match.ts'
import { flagsOf } from '../meaning/flags.ts'
import { withoutCustoms } from './fold-setting.ts'

/** What a quotation changes in its passage beside quotation marks and spaces that only custom sets. */
export function flagsBeyondSetting(quoted: string, exact: string): Flag[] {
  return flagsOf(withoutCustoms(quoted), withoutCustoms(exact))
}
