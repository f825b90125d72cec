/** Run before a program (`--import`), it tells each package that the program loads, in a line of stderr. */
import { register } from 'node:module'

register('./tell-loads-hooks.js', import.meta.url)
