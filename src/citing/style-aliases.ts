/** Names as people type them, and ids that styles had before they were renamed → the id of today. */
export const STYLE_ALIASES: Readonly<Record<string, string>> = {
  apa7: 'apa',
  'apa-7': 'apa',
  'apa-7th-edition': 'apa',
  mla: 'modern-language-association',
  mla9: 'modern-language-association',
  'mla-9': 'modern-language-association',
  'mla-9th-edition': 'modern-language-association',
  'modern-language-association-8th-edition': 'modern-language-association',
  'modern-language-association-9th-edition': 'modern-language-association',
  harvard: 'harvard-cite-them-right',
  harvard1: 'harvard-cite-them-right',
  nlm: 'nlm-citation-sequence',
  vancouver: 'nlm-citation-sequence',
}
