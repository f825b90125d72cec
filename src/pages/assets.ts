import crypto from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A file that pages load, under a name that changes with it. */
export interface Asset {
  name: string
  type: string
  body: string
  /** SHA-256 in Base64. */
  digest: string
}

/** The style and the script of all pages, and the picture in the tab. All are optional. */
export const STYLE = asset('style.css', 'text/css; charset=utf-8')
export const SCRIPT = asset('script.js', 'text/javascript; charset=utf-8')
export const ICON = asset('icon.svg', 'image/svg+xml')

/** By name. */
export const ASSETS = new Map([STYLE, SCRIPT, ICON].map((asset) => [asset.name, asset]))

/** What a page may load and do: no request to anybody else, and no script but ours. */
export function contentSecurityPolicy(framedBy: "'none'" | '*'): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    `script-src 'sha256-${SCRIPT.digest}'`,
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy}`,
  ].join('; ')
}

function asset(file: string, type: string): Asset {
  const body = readFileSync(new URL(`./assets/${file}`, import.meta.url), 'utf8')
  const digest = crypto.hash('sha256', body, 'base64')
  const tag = crypto.hash('sha256', body, 'hex').slice(0, 12)
  return { name: file.replace('.', `.${tag}.`), type, body, digest }
}
