/** Lets Node import TypeScript. To be given to it with `--import`, before what imports any. */
import { register } from 'node:module'

register('./strip-types-hooks.js', import.meta.url)
