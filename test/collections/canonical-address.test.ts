import t from 'tap'
import { canonicalAddress } from '../../src/formats/warc/canonical-address.ts'
import { readResponse } from '../../src/formats/warc/http-message.ts'

const CAPTURED = 'https://www.harbour.example/ledger?session=1#top'

function addressOf({ head = '', link = '' }): string {
  const fields = `Content-Type: text/html\r\n${link && `Link: ${link}\r\n`}`
  const bytes = Buffer.from(
    `HTTP/1.1 200 OK\r\n${fields}\r\n<html><head>${head}</head><body>Words.</body></html>`,
  )
  return canonicalAddress(readResponse(bytes)!, CAPTURED)
}

t.test('a page is known by the address that it names, if that is of its site', async (t) => {
  const named = (href: string) => addressOf({ head: `<link rel="canonical" href="${href}">` })
  t.equal(addressOf({}), 'https://www.harbour.example/ledger?session=1')
  t.equal(named('https://harbour.example/ledger'), 'https://harbour.example/ledger')
  t.equal(named('/ledger#part'), 'https://www.harbour.example/ledger')
  t.equal(named('http://m.harbour.example/l'), 'http://m.harbour.example/l')
  t.equal(addressOf({ link: '<https://harbour.example/l>; rel="canonical"' }), 'https://harbour.example/l')
  const captured = addressOf({})
  for (const other of [
    'https://theanarchistlibrary.org/library/a',
    'https://harbour.example.org/l',
    'javascript:1',
    'http://',
  ])
    t.equal(named(other), captured, other)
  t.equal(addressOf({ link: '<https://other.example/l>; rel=canonical' }), captured)
})
