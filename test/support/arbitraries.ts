import fc from 'fast-check'

/** Characters that the canonical texts treat specially, with some that they must leave alone. */
const TROUBLE =
  ' \u00a0\t\n\u2009\u3000-\u2010\u2014\u2212\'`\u2018\u2019\u02bc"\u201c\u201d\u2033.\u2026\u00ad\u200b\ufeff' +
  '\u200d\u200f\u2067\ufe0f\u0640\ufb01\ufe8e\uff21\u0301\u0323\u1112\u1161\u11ab\uac00\uffa4a\u00e9z1\u{1f600}\u{1f1f8}?!\u3002\u0643'

/** Well-formed text, dense in characters that folding touches. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...TROUBLE), maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('\u0301', '\u0323', '\u200f', '\ufe0f', '\u00ad', 'a', '\u1100', '\u1161'),
    maxLength: 12,
  }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.toWellFormed()),
)
