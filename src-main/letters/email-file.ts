/** What an email is made of; nothing in it is typed. */
export interface Email {
  from: string
  to: string
  /** Subject and name of the file: the reference alone. */
  reference: string
  /** Below the words that say that a letter is attached. */
  signs: readonly string[]
  at: Date
  pdf: Uint8Array
  /** What goes as a file of its own, beside the letter. */
  besides?: readonly Attached[]
}

/** An enclosure that cannot be put into one file with the letter; its name tells nothing. */
export interface Attached {
  number: number
  kind: keyof typeof TYPES
  bytes: Uint8Array
}
const TYPES = {
  pdf: { type: 'application/pdf', ending: 'pdf' },
  png: { type: 'image/png', ending: 'png' },
  jpeg: { type: 'image/jpeg', ending: 'jpg' },
  tiff: { type: 'image/tiff', ending: 'tif' },
  text: { type: 'text/plain; charset=utf-8', ending: 'txt' },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
  },
} as const

const LINE = '\r\n'
/** Divides the parts; base64 and the few words above it never hold it. */
const BOUNDARY = 'remedy-part-of-this-message'
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

export const isAttachable = (kind: string | null | undefined): kind is keyof typeof TYPES =>
  Object.hasOwn(TYPES, kind ?? '')

/**
 * A message that a mail program opens ready to be sent (RFC 5322, `X-Unsent`), with the letter attached and what cannot be in its file. Written here,
 * since it is one text and one file, and what makes any other message brings a network client with it.
 */
export function emailFile({
  from,
  to,
  reference,
  signs,
  at,
  pdf,
  besides = [],
}: Email): Uint8Array {
  const file = reference.replaceAll(/[^\w.-]+/g, '-')
  const words = ['Please see the attached letter.', '', ...signs]
  const lines = [
    'X-Unsent: 1',
    `From: ${address(from)}`,
    `To: ${address(to)}`,
    `Subject: ${encoded(`Our ref ${reference}`)}`,
    `Date: ${dateOf(at)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...folded(Buffer.from(words.join(LINE) + LINE, 'utf8')),
    ...attached(TYPES.pdf.type, `${file}.pdf`, pdf),
    ...besides.flatMap(({ number, kind, bytes }) => {
      const { type, ending } = TYPES[kind]
      return attached(type, `${file}-enclosure-${number}.${ending}`, bytes)
    }),
    `--${BOUNDARY}--`,
    '',
  ]
  return Buffer.from(lines.join(LINE), 'utf8')
}

const attached = (type: string, name: string, bytes: Uint8Array): string[] => [
  `--${BOUNDARY}`,
  `Content-Type: ${type}; name="${name}"`,
  'Content-Transfer-Encoding: base64',
  `Content-Disposition: attachment; filename="${name}"`,
  '',
  ...folded(bytes),
]

/** As a header has it; one that could end its line would begin another header. */
function address(given: string): string {
  if (!/^[\x21-\x7e]+@[\x21-\x7e]+$/.test(given)) throw new Error('not an address of email')
  return `<${given}>`
}

/** RFC 2047, for a reference with letters that are not of ASCII. */
const encoded = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`

const dateOf = (at: Date): string =>
  `${DAYS[at.getUTCDay()]}, ${at.toUTCString().slice(5, 25)} +0000`

/** Base64 in lines of 76. */
const folded = (bytes: Uint8Array): string[] =>
  Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,76}/g) ?? []
