import t from 'tap'
import { LIMITS, readLimits } from '../../src/bounds/limits.ts'
import { readConfig } from '../../src/config.ts'

t.test('what is not given is as it is by default', async (t) => {
  t.equal(readLimits().documents, LIMITS.documents.standard)
  t.match(readLimits('documents=3, connections=7'), {
    documents: 3,
    connections: 7,
    pipelined: LIMITS.pipelined.standard,
  })
})

t.test('what is no bound is refused with what there is', async (t) => {
  const refused = (given: string, message: RegExp) =>
    t.throws(() => readLimits(given), { code: 'invalid_setting', message }, given)
  refused('document=3', /Did you mean "documents"\?/)
  refused('xyzzyplugh=3', /There are: connections, /)
  refused('documents', /write name=number/)
  refused('documents=many', /write name=number/)
  refused('documents=-1', /write name=number/)
  refused('toString=1', /There is no bound/)
  refused('documents=0', /from 1 to 10000/)
  refused('documentSeconds=3000000', /from 1 to 86400/)
  refused('quotesPerMinute=99999999999', /from 0 to/)
})

t.test('requests are counted where strangers can ask, unless they are said not to be', async (t) => {
  const requests = (flags: Parameters<typeof readConfig>[0]) => readConfig(flags, {}).limits.requestsPerMinute
  for (const host of ['127.0.0.1', '::1', 'localhost']) t.equal(requests({ host }), 0, host)
  for (const host of ['0.0.0.0', '::', '192.0.2.7', '127.example.org']) t.ok(requests({ host }) > 0, host)
  t.equal(requests({ host: '0.0.0.0', limits: 'requestsPerMinute=0' }), 0)
  t.equal(requests({ limits: 'requestsPerMinute=5' }), 5)
})

t.test('a proxy is an address, a network or a name for some', async (t) => {
  const proxies = (trustProxy: string) => readConfig({ trustProxy }, {}).trustProxy
  t.equal(proxies(''), '')
  t.equal(proxies('loopback, 10.0.0.0/8,2001:db8::/32'), 'loopback,10.0.0.0/8,2001:db8::/32')
  for (const wrong of ['all', '10.0.0.0/33', '10.0.0', '1.2.3.4/8/8', '::1/x', 'true'])
    t.throws(() => proxies(wrong), { code: 'invalid_setting' }, wrong)
})
