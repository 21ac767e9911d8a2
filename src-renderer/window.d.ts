import type { RemedyContract } from '../src-main/contract.ts'
import type { Bridge } from '../src-main/wire/bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload: one function per operation of the contract. */
    readonly remedy: Bridge<RemedyContract>
  }
}
