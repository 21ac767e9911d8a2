/** SHA-256 as the page of a pack has it, in place of Node's (`../sha256.ts`). */
export { sha256 } from '@noble/hashes/sha2.js'
