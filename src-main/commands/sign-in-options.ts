/** The options of every command that signs in. */
export const signInWords = {
  person: { shown: 'NAME', says: 'who signs in; without it, whoever has this passphrase' },
} as const
export const signInFlags = {
  'passphrase-stdin': 'take the passphrase from the first line of standard input',
} as const
