import { hash } from 'node:crypto'

/** SHA-256 of the bytes, 32 bytes; the only hash of the log. */
export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer')
