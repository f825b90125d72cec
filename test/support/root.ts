import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The checkout: the nearest folder above with a package.json. What runs the tests puts copies of them into folders of it. */
export const ROOT = checkoutAbove(import.meta.dirname)

/** Larger texts, which a machine may have beside the checkout. */
export const SHARED = pathToFileURL(join(ROOT, '../shared/data/'))

function checkoutAbove(directory: string): string {
  return existsSync(join(directory, 'package.json')) ? directory : checkoutAbove(dirname(directory))
}
