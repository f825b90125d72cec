import type { Transform } from 'node:stream'

export default class PlainReporter extends Transform {}
