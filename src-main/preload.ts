import { contextBridge, ipcRenderer } from 'electron'
import { contract } from './contract.ts'
import { bridgeFor, TOLD } from './wire/bridge.ts'
import type { Answer } from './wire/dispatch.ts'

const UNSENDABLE: Answer = {
  ok: false,
  refusal: { code: 'invalid-input', message: 'This cannot be sent to the office.' },
}

const ask = (channel: string, name: string, input: unknown): Promise<Answer> =>
  ipcRenderer.invoke(channel, name, input).catch(() => UNSENDABLE)

ipcRenderer.on(TOLD, () => window.dispatchEvent(new Event(TOLD)))
contextBridge.exposeInMainWorld('remedy', bridgeFor(contract, ask))
