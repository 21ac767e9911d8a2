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
}

const LINE = '\r\n'
/** Divides the parts; base64 and the few words above it never hold it. */
const BOUNDARY = 'remedy-part-of-this-message'
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/**
 * A message that a mail program opens ready to be sent (RFC 5322, `X-Unsent`), with the letter attached. Written here,
 * since it is one text and one file, and what makes any other message brings a network client with it.
 */
export function emailFile({ from, to, reference, signs, at, pdf }: Email): Uint8Array {
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
    `--${BOUNDARY}`,
    `Content-Type: application/pdf; name="${file}.pdf"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${file}.pdf"`,
    '',
    ...folded(pdf),
    `--${BOUNDARY}--`,
    '',
  ]
  return Buffer.from(lines.join(LINE), 'utf8')
}

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
