/** What the window may load, directive by directive; everything starts from nothing. */
export type Policy = Record<string, readonly string[]>

/**
 * The window's content policy. `styleHashes` (`sha256-...`) are those of the style blocks that the interface
 * library inserts; the names of trusted types are the makers of its
 * icons and static fragments, and of the worker that reads a letter's pages.
 */
export const contentPolicy = (styleHashes: readonly string[]): Policy => ({
  'default-src': [`'none'`],
  'script-src': [`'self'`],
  'style-src': [`'self'`, ...styleHashes.map((hash) => `'${hash}'`)],
  'font-src': [`'self'`],
  'img-src': [`'self'`],
  'connect-src': [`'none'`],
  'base-uri': [`'none'`],
  'form-action': [`'none'`],
  'frame-ancestors': [`'none'`],
  'require-trusted-types-for': [`'script'`],
  'trusted-types': ['vue', 'iconify', 'paper'],
})

/** Writes a policy as one header line. */
export const asHeader = (policy: Policy): string =>
  Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ')

/** Every header that goes with every file of the window. */
export const headersFor = (policy: Policy): Record<string, string> => ({
  'Content-Security-Policy': asHeader(policy),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': NO_DEVICES.map((device) => `${device}=()`).join(', '),
  // Every page is read afresh, so that nothing of it is kept beyond a lock.
  'Cache-Control': 'no-store',
})

const NO_DEVICES = [
  'camera',
  'display-capture',
  'geolocation',
  'hid',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
]
